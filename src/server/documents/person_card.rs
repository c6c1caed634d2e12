//! What a card of a person shows, before it is drawn as PDF or written as DOCX. Everything here is what its reader may
//! see, in words of the reader's language.

use crate::domain::lang::Lang;

/// A card.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PersonCard {
    pub lang: Lang,
    /// What kind of card it is: « Profil CINEMA ».
    pub kind: String,
    /// The first stands for the person, others beside it; initials or the code where names are hidden. Never empty.
    pub names: Vec<String>,
    pub initials: String,
    pub code: String,
    /// Age, gender, place and the like, a line each.
    pub lines: Vec<String>,
    /// Talents or types of talent.
    pub talents: Vec<String>,
    pub sections: Vec<CardSection>,
    pub gallery: Option<CardGallery>,
    /// The address of the profile: what the QR code says.
    pub address: String,
    /// Below the QR code.
    pub scan: String,
    /// At the foot of every page.
    pub made_by: String,
    /// A JPEG, where the reader may see it.
    pub photo: Option<Vec<u8>>,
    /// What stands for the photo where it is read out.
    pub photo_alt: String,
}

/// Photos of a gallery.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CardGallery {
    pub title: String,
    /// JPEG files.
    pub photos: Vec<Vec<u8>>,
}

/// A part of a card under a title.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CardSection {
    pub title: String,
    pub tone: CardTone,
    pub parts: Vec<CardPart>,
}

/// The colour of a section.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CardTone {
    Green,
    Blue,
    Violet,
    Brick,
    Ochre,
    Plum,
}

/// What stands in a section.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CardPart {
    /// Names of answers with the answers, side by side.
    Facts(Vec<(String, String)>),
    /// An answer of several lines.
    Text(String),
    /// Words side by side, under a name that may be empty.
    Words(String, Vec<String>),
    /// Names of sites with addresses there.
    Links(Vec<(String, String)>),
    /// A film or the like: title, what and when, part.
    Works(Vec<[String; 3]>),
}

impl PersonCard {
    /// The name that stands for the person.
    #[must_use]
    pub fn name(&self) -> &str {
        self.names.first().map_or(self.code.as_str(), String::as_str)
    }
}

/// An address without what every address has.
#[must_use]
pub fn short_address(address: &str) -> &str {
    let bare = address.trim_start_matches("https://").trim_start_matches("http://").trim_start_matches("www.");
    bare.trim_end_matches('/')
}
