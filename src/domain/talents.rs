//! The talents people choose from, as stored in the database.

use super::{keyed, lang::Lang};

keyed! {
    /// The lists that administrators keep.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub enum TalentListKind {
        Talent = "talent",
        Category = "category",
    }
}

/// The words for one thing in every language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Labels {
    pub fr: String,
    pub en: String,
    pub ar: String,
}

impl Labels {
    /// The words in one language.
    #[must_use]
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::Fr => &self.fr,
            Lang::Ar => &self.ar,
            Lang::En => &self.en,
        }
    }
}

/// What is written of a talent or a category.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryWords {
    pub emoji: String,
    pub labels: Labels,
}

/// A talent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Talent {
    pub id: i64,
    pub category_id: i64,
    pub key: String,
    pub emoji: String,
    pub labels: Labels,
    /// Switched-off talents stay on profiles but cannot be chosen any more.
    pub active: bool,
}

/// A category of talents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TalentCategory {
    pub id: i64,
    pub emoji: String,
    pub labels: Labels,
}
