//! The names of a person, and the rule which of them others read.
//!
//! Profiles, cards, link previews, the order of lists and the search all take names from here.

use diesel::prelude::*;

use super::person_row::PersonRow;
use crate::{
    domain::{profiles::public, search::text::normalise, unicode::is_letter},
    server::db::schema::people,
};

/// The names of a person: private, so the type never leaves the services.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = people)]
#[diesel(check_for_backend(diesel::sqlite::Sqlite, diesel::pg::Pg))]
pub struct PersonNames {
    pub first_name: String,
    pub last_name: String,
    /// Where it is given, others read it in place of the civil names.
    pub stage_name: Option<String>,
    /// In Arabic letters; stands beside the other name.
    pub name_ar: Option<String>,
}

impl PersonNames {
    /// The names in a person's row.
    #[must_use]
    pub fn of(row: &PersonRow) -> Self {
        Self {
            first_name: row.first_name.clone(),
            last_name: row.last_name.clone(),
            stage_name: row.stage_name.clone(),
            name_ar: row.name_ar.clone(),
        }
    }

    /// The civil names alone.
    #[must_use]
    pub fn civil(first_name: &str, last_name: &str) -> Self {
        Self { first_name: first_name.to_owned(), last_name: last_name.to_owned(), stage_name: None, name_ar: None }
    }

    /// The names that stand wherever the full name may be shown, the most important first.
    #[must_use]
    pub fn shown(&self) -> Vec<String> {
        let first = self.stage_name.clone().unwrap_or_else(|| format!("{} {}", self.first_name, self.last_name));
        let beside = self.name_ar.clone().filter(|name| *name != first);
        [Some(first), beside].into_iter().flatten().collect()
    }

    /// What stands in its place where it may not be shown; empty where there are no letters.
    #[must_use]
    pub fn initials(&self) -> String {
        match &self.stage_name {
            None => public::initials([self.first_name.as_str(), &self.last_name]),
            Some(name) => {
                let mut words = name.split_whitespace().filter(|word| word.chars().any(is_letter));
                public::initials(words.next().into_iter().chain(words.next_back()))
            }
        }
    }

    /// What lists sorted by name are sorted by.
    #[must_use]
    pub fn sort_key(&self) -> String {
        match &self.stage_name {
            None => normalise(&format!("{} {}", self.last_name, self.first_name)),
            Some(name) => normalise(name),
        }
    }

    /// What the free search reads for those who may see the full name.
    pub fn searched(&self) -> impl Iterator<Item = &str> {
        let civil = [self.first_name.as_str(), &self.last_name].into_iter().filter(|_| self.stage_name.is_none());
        civil.chain(self.stage_name.as_deref()).chain(self.name_ar.as_deref())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(stage_name: &str) -> PersonNames {
        PersonNames { stage_name: Some(stage_name.to_owned()), ..PersonNames::civil("Amina", "El Fassi") }
    }

    #[test]
    fn a_stage_name_replaces_the_civil_names_everywhere() {
        let civil = PersonNames::civil("Amina", "El Fassi");
        assert_eq!((civil.shown(), civil.initials()), (vec!["Amina El Fassi".to_owned()], "A. E.".to_owned()));
        assert_eq!(civil.searched().collect::<Vec<_>>(), ["Amina", "El Fassi"]);
        let names = named("Zara la Belle");
        assert_eq!((names.shown(), names.initials()), (vec!["Zara la Belle".to_owned()], "Z. B.".to_owned()));
        assert_eq!(names.sort_key(), "zara la belle");
        assert_eq!(names.searched().collect::<Vec<_>>(), ["Zara la Belle"]);
        assert_eq!(named("Zara").initials(), "Z.");
        assert_eq!(named("🎬 zara la 'Belle' 🎬").initials(), "Z. B.");
    }

    #[test]
    fn an_arabic_name_stands_beside_the_other_one_and_never_twice() {
        let beside = |first_name: &str, last_name: &str| PersonNames {
            name_ar: Some("أمينة الفاسي".to_owned()),
            ..PersonNames::civil(first_name, last_name)
        };
        assert_eq!(beside("Amina", "El Fassi").shown(), ["Amina El Fassi", "أمينة الفاسي"]);
        assert_eq!(beside("أمينة", "الفاسي").shown(), ["أمينة الفاسي"]);
        assert_eq!(beside("Amina", "El Fassi").searched().last(), Some("أمينة الفاسي"));
    }
}
