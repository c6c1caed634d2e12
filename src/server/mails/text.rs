//! A letter as plain text.

use super::letter::{Letter, Part};

impl Letter {
    /// As plain text, links written out.
    #[must_use]
    pub fn text(&self) -> String {
        let mut paragraphs = vec![self.subject.clone()];
        for part in &self.parts {
            paragraphs.push(match part {
                Part::Paragraph(text) | Part::Note(text) => text.clone(),
                Part::Code(code) => format!("    {code}"),
                Part::Button { label, address } | Part::Link { label, address } => {
                    // A colon of its own line would be read into the address in right-to-left text.
                    format!("{label}\n{address}")
                }
            });
        }
        paragraphs.push(format!("-- \n{}", self.footer.join("\n")));
        let mut text = paragraphs.join("\n\n");
        text.push('\n');
        text
    }
}
