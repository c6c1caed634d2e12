//! A mail in words, before it is put into plain text and HTML.

use crate::domain::lang::Lang;

/// A piece of a letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LetterPart {
    Paragraph(String),
    /// A paragraph that a person typed: its lines stay apart, and its `https` addresses are links.
    Typed(String),
    /// A unique code, large.
    Code(String),
    /// The one thing to do.
    Button {
        label: String,
        address: String,
    },
    /// Another place to go.
    Link {
        label: String,
        address: String,
    },
    /// Aside, in small letters.
    Note(String),
}

/// A mail in one language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    pub lang: Lang,
    /// Also its heading.
    pub subject: String,
    pub parts: Vec<LetterPart>,
    /// Under a button: what to do when it does not work.
    pub button_help: String,
    /// The sender, and where to answer.
    pub footer: Vec<String>,
    /// Address of the logo, and what it shows.
    pub logo: (String, String),
}
