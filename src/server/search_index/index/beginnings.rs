//! Short beginnings of words, as they are typed first: many people have them.

use std::sync::PoisonError;

use roaring::RoaringBitmap;

use super::{super::dictionary::Dictionary, Index};
use crate::domain::search::attribute::TextField;

/// Beginnings of words that fewer people have are not remembered, and no more than so many others.
const FEW_PEOPLE: u64 = 1_000;
const MOST_BEGINNINGS: usize = 500;

impl Index {
    /// People with a word of one or two letters at its beginning, remembered when they are many.
    pub(in crate::server::search_index) fn short_beginning(
        &self,
        field: TextField,
        dictionary: &Dictionary,
        beginning: &str,
    ) -> RoaringBitmap {
        let lock = || self.beginnings.lock().unwrap_or_else(PoisonError::into_inner);
        let known = lock().get(&field).and_then(|known| known.get(beginning)).cloned();
        known.unwrap_or_else(|| {
            let people = dictionary.beginning_with(beginning);
            let mut known = lock();
            let of_field = known.entry(field).or_default();
            // What few people have is found quickly anyway.
            if people.len() > FEW_PEOPLE && of_field.len() < MOST_BEGINNINGS {
                of_field.insert(beginning.to_owned(), people.clone());
            }
            people
        })
    }

    /// The beginnings that [`Index::remember`] takes.
    #[must_use]
    pub fn short_beginnings(&self) -> Vec<(TextField, String)> {
        let of_field = |(field, dictionary): (&TextField, &Dictionary)| {
            let field = *field;
            dictionary.short_beginnings().into_iter().map(move |beginning| (field, beginning)).collect::<Vec<_>>()
        };
        self.texts.iter().flat_map(of_field).collect()
    }

    /// Finds the people of a short beginning before the first search asks for them: of a million it takes a while.
    pub fn remember(&self, field: TextField, beginning: &str) {
        if let Some(dictionary) = self.texts.get(&field) {
            drop(self.short_beginning(field, dictionary, beginning));
        }
    }
}
