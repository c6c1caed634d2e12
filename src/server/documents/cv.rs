//! Whether a file is taken as a CV, by its content. What is unpacked of it is two lists of parts.

mod archive;
mod old_word;
mod pdf;
mod pdf_password;
mod pdf_syntax;
mod refusal;
mod rtf;
mod rtf_syntax;
#[cfg(test)]
mod tests;
mod text;
mod word;

pub use self::{
    refusal::CvRefusal,
    text::{CvText, NoText, read_text},
};
use crate::domain::{
    files::kind::{FileFormat, sniff},
    unicode,
};

/// A kind of document we take as a CV.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CvKind {
    Pdf,
    /// Also RTF, which Word writes and opens under that name.
    Doc,
    Docx,
}

impl CvKind {
    /// The kind of these bytes.
    ///
    /// # Errors
    /// Why they are not taken.
    pub fn of(bytes: &[u8]) -> Result<Self, CvRefusal> {
        match bytes {
            [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ..] => old_word::check(bytes).map(|()| Self::Doc),
            [b'P', b'K', 3, 4, ..] => word::check(bytes).map(|()| Self::Docx),
            _ => match sniff(bytes) {
                Some(FileFormat::Pdf | FileFormat::Text) | None if pdf::is_pdf(bytes) => {
                    pdf::check(bytes).map(|()| Self::Pdf)
                }
                Some(FileFormat::Rtf) => rtf::check(bytes).map(|()| Self::Doc),
                // Nothing that can be saved as another format.
                Some(FileFormat::Pdf | FileFormat::Text | FileFormat::Program) | None => Err(CvRefusal::Unknown),
                Some(format) => Err(CvRefusal::Other(format)),
            },
        }
    }

    /// As it is stored and served.
    #[must_use]
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Doc => "application/msword",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        }
    }

    /// The ending of its file name.
    #[must_use]
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Doc => "doc",
            Self::Docx => "docx",
        }
    }
}

/// A file name that is safe in a header and on any disk: letters, digits and a few signs, with the kind's own ending.
#[must_use]
pub fn file_name(original: &str, kind: CvKind) -> String {
    let last = unicode::line(original.rsplit(['/', '\\']).next().unwrap_or_default());
    let stem = last.rsplit_once('.').map_or(last.as_str(), |(stem, _)| stem);
    let kept: String =
        stem.chars().map(|c| if c.is_alphanumeric() || matches!(c, '-' | '_' | ' ' | '.') { c } else { '_' }).collect();
    let kept: String = kept.trim_matches(['.', ' ', '_']).chars().take(80).collect();
    let stem = if kept.is_empty() { "CV" } else { kept.as_str() };
    format!("{stem}.{}", kind.extension())
}
