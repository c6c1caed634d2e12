//! The words by which keys of closed lists are found.

use roaring::RoaringBitmap;
use serde::{Deserialize, Serialize};

use super::dictionary::Dictionary;
use crate::domain::search::attribute::Attribute;

/// The words of a key's labels, in every language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    pub attribute: Attribute,
    pub key: String,
    pub words: Vec<String>,
}

/// Keys, and the words of their labels.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Labels {
    keys: Vec<(Attribute, String)>,
    /// Words with the places of keys.
    words: Dictionary,
}

impl Labels {
    /// Takes these labels.
    pub fn new(labels: Vec<Label>) -> Self {
        let mut all = Self::default();
        for (place, label) in (0..).zip(labels) {
            label.words.iter().for_each(|word| all.words.add(word, place));
            all.keys.push((label.attribute, label.key));
        }
        all
    }

    /// Keys whose label has a word that begins so, or nearly so.
    pub fn beginning_with(&self, beginning: &str, nearly: bool) -> impl Iterator<Item = (Attribute, &str)> {
        let places =
            if nearly { self.words.beginning_nearly_with(beginning) } else { self.words.beginning_with(beginning) };
        self.at(places)
    }

    /// Keys whose label has this word.
    pub fn with(&self, word: &str) -> impl Iterator<Item = (Attribute, &str)> {
        self.at(self.words.with(word))
    }

    fn at(&self, places: RoaringBitmap) -> impl Iterator<Item = (Attribute, &str)> {
        let key = |place| self.keys.get(usize::try_from(place).ok()?);
        places.into_iter().filter_map(key).map(|(attribute, key)| (*attribute, key.as_str()))
    }
}
