//! Spellings of one name, in Latin and in Arabic letters.
//!
//! Arabic leaves out short vowels and Latin spellings follow the ear, in French, English or Spanish: no rule of letters
//! brings « Mohamed », « Muhammad » and « محمد » together without making one name of others as well (by consonants,
//! « Salim », « Salma » and « Islam » are the same). So the table is closed, and holds frequent names of Morocco and
//! its neighbours: a name that is not in it is found by its letters alone.

use std::{collections::HashMap, sync::LazyLock};

use super::text::normalise;

/// A name a line, in every spelling; the first one stands for all.
const NAMES: &str = include_str!("names.txt");

/// By folded spelling.
static KEYS: LazyLock<HashMap<String, String>> = LazyLock::new(|| spellings(NAMES).collect());

/// Spellings, each with the one that stands for it.
fn spellings(names: &str) -> impl Iterator<Item = (String, String)> {
    names.lines().flat_map(|line| {
        let all = line.split_whitespace().map(|spelling| normalise(spelling).replace(' ', ""));
        let key = all.clone().next().unwrap_or_default();
        all.map(move |spelling| (spelling, key.clone()))
    })
}

/// Written before a name, together with it or not; left out as often.
const ARTICLES: [&str; 3] = ["ال", "el", "al"];

/// What begins names that are made of two, in each spelling, with the one that stands for it.
const BEGINNINGS: [(&str, &str); 13] = [
    ("بن", "ben"),
    ("ابن", "ben"),
    ("ben", "ben"),
    ("bin", "ben"),
    ("ibn", "ben"),
    ("ابو", "bou"),
    ("بو", "bou"),
    ("abou", "bou"),
    ("abu", "bou"),
    ("bou", "bou"),
    ("ايت", "ait"),
    ("ait", "ait"),
    ("ayt", "ait"),
];

/// What stands for a folded name in all its spellings, if the table has it: by itself, after an article, or after a
/// beginning such as « Ben ».
pub(super) fn name_key(name: &str) -> Option<String> {
    if let Some(key) = known(name) {
        return Some(key.to_owned());
    }
    BEGINNINGS.iter().find_map(|(beginning, key)| {
        let rest = known(name.strip_prefix(beginning)?)?;
        Some(format!("{key}{rest}"))
    })
}

/// What stands for a name of the table, with an article or without.
fn known(name: &str) -> Option<&'static str> {
    let without_article = || ARTICLES.iter().find_map(|article| KEYS.get(name.strip_prefix(article)?));
    KEYS.get(name).or_else(without_article).map(String::as_str)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn a_spelling_stands_for_one_name() {
        let mut seen = HashSet::new();
        for (spelling, key) in spellings(NAMES) {
            assert!(spelling.chars().all(char::is_alphanumeric) && !spelling.is_empty(), "{key}");
            assert!(seen.insert(spelling.clone()), "{spelling} ({key}) stands there twice");
        }
        assert!(NAMES.lines().count() > 150 && NAMES.lines().all(|line| line.split(' ').count() > 1));
    }

    #[test]
    fn spellings_of_one_name_have_one_key() {
        for spellings in [
            ["محمد", "mohamed", "muhammad", "mouhamed"],
            ["الفاسي", "فاسي", "elfassi", "fassi"],
            ["بنعلي", "ابنعلي", "benali", "ibnali"],
            ["بنالفاسي", "benelfassi", "benfassi", "binfasi"],
            ["ابوعلي", "بوعلي", "abouali", "bouali"],
        ] {
            let keys: HashSet<_> = spellings.map(name_key).into();
            assert!(keys.len() == 1 && !keys.contains(&None), "{spellings:?} {keys:?}");
        }
        for other in ["amira", "benzema", "elsa", "al", "سينما", ""] {
            assert_eq!(name_key(other), None, "{other}");
        }
        assert_ne!(name_key("salim"), name_key("salma"));
    }
}
