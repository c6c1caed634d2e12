//! The text of a CV, in the order it is read in. Strangers made the file: this is called in a process of its own, with
//! little memory and time (`services::cv_analysis`), and everything that grows is counted here all the same.

mod collect;
mod docx;
mod html;
mod old_word;
mod pdf;
mod right_to_left;
mod rtf;
#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

use self::collect::Collected;
pub use self::collect::NoText;
use super::{CvKind, CvRefusal, rtf_syntax};
use crate::domain::files::kind::FileFormat;

/// Letters and digits without which a document counts as a picture.
const LEAST_LETTERS: usize = 12;
/// Share of signs, in percent, that are letters, digits or blanks in any text that people wrote.
const LEAST_READABLE: usize = 60;

/// What a CV says.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CvText {
    /// Lines end with `\n`; cells of tables are parted by tabs.
    pub text: String,
    /// Characters that no reader sees (white on white, without size, outside the page), which the text leaves out.
    pub hidden: usize,
}

/// Reads the text of a CV.
///
/// # Errors
/// Why there is none.
pub fn read_text(bytes: &[u8]) -> Result<CvText, NoText> {
    let read = match CvKind::of(bytes) {
        Ok(CvKind::Pdf) => Some(pdf::read(bytes)?),
        Ok(CvKind::Doc) if rtf_syntax::begin(bytes).is_some() => rtf::read(bytes),
        Ok(CvKind::Doc) => old_word::read(bytes),
        Ok(CvKind::Docx) => docx::read(bytes),
        // Not taken from people, but called DOC in what other sites kept.
        Err(CvRefusal::Other(FileFormat::Html)) => Some(html::read(bytes)),
        Err(_) => None,
    };
    judged(read.ok_or(NoText::Unreadable)?)
}

/// Refuses what is no text of a language.
fn judged(read: Collected) -> Result<CvText, NoText> {
    let letters = read.text.chars().filter(|c| c.is_alphanumeric()).count();
    let blanks = read.text.chars().filter(|c| c.is_whitespace()).count();
    let signs = read.text.chars().count();
    if letters < LEAST_LETTERS || (letters + blanks) * 100 < signs * LEAST_READABLE {
        return Err(NoText::Scan);
    }
    Ok(CvText { text: tidied(&read.text), hidden: read.hidden })
}

/// Without blanks at the ends of lines, and with one empty line where there were several.
fn tidied(text: &str) -> String {
    let mut tidy = String::with_capacity(text.len());
    let mut empty = true;
    for line in text.lines() {
        let line = line.trim();
        if line.is_empty() && empty {
            continue;
        }
        empty = line.is_empty();
        tidy.push_str(line);
        tidy.push('\n');
    }
    tidy.truncate(tidy.trim_end().len());
    tidy
}
