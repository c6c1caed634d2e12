//! A letter as plain text.

use super::letter::{Letter, LetterPart};

impl Letter {
    /// As plain text, links written out.
    #[must_use]
    pub fn text(&self) -> String {
        let mut paragraphs = vec![self.subject.clone()];
        for part in &self.parts {
            paragraphs.push(match part {
                LetterPart::Paragraph(text) | LetterPart::Typed(text) | LetterPart::Note(text) => text.clone(),
                LetterPart::Code(code) => format!("    {code}"),
                LetterPart::Button { label, address } | LetterPart::Link { label, address } => {
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
