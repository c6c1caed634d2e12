//! The names of a person, and the rule which of them others read.
//!
//! Profiles, cards, link previews, the order of lists and the search all take names from here.

use diesel::prelude::*;

use super::person_row::PersonRow;
use crate::{
    domain::{profiles::public, search::text::normalise},
    server::db::schema::people,
};

/// The names of a person: private, so the type never leaves the services.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = people)]
#[diesel(check_for_backend(diesel::sqlite::Sqlite, diesel::pg::Pg))]
pub struct PersonNames {
    pub first_name: String,
    pub last_name: String,
}

impl PersonNames {
    /// The names in a person's row.
    #[must_use]
    pub fn of(row: &PersonRow) -> Self {
        Self { first_name: row.first_name.clone(), last_name: row.last_name.clone() }
    }

    /// The civil names alone.
    #[must_use]
    pub fn civil(first_name: &str, last_name: &str) -> Self {
        Self { first_name: first_name.to_owned(), last_name: last_name.to_owned() }
    }

    /// The names that stand wherever the full name may be shown, the most important first.
    #[must_use]
    pub fn shown(&self) -> Vec<String> {
        vec![format!("{} {}", self.first_name, self.last_name)]
    }

    /// What stands in its place where it may not be shown.
    #[must_use]
    pub fn initials(&self) -> String {
        public::initials([self.first_name.as_str(), &self.last_name])
    }

    /// What lists sorted by name are sorted by.
    #[must_use]
    pub fn sort_key(&self) -> String {
        normalise(&format!("{} {}", self.last_name, self.first_name))
    }

    /// What the free search reads for viewers of the full name.
    pub fn searched(&self) -> impl Iterator<Item = &str> {
        [self.first_name.as_str(), self.last_name.as_str()].into_iter()
    }
}
