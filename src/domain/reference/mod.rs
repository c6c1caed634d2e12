//! The closed lists of the product, compiled in (`countries.csv`, `vocabularies.csv`, `cities_ar.csv`) or loaded into
//! tables at start (`cities.csv`, talents). Cities are from GeoNames, CC BY 4.0; so are their Arabic names, of which
//! those of Morocco and of the largest cities elsewhere were checked or written by hand.

mod city_names;

use std::{collections::HashMap, sync::LazyLock};

use serde::Deserialize;

pub use self::city_names::{city_called_in_arabic, city_key, city_labels, city_name};
use super::lang::Lang;

/// `cities.csv`, as text; the loader reads it.
pub const CITIES_CSV: &str = include_str!("cities.csv");
/// `countries.csv`, as text.
pub const COUNTRIES_CSV: &str = include_str!("countries.csv");
/// `vocabularies.csv`, as text.
pub const VOCABULARIES_CSV: &str = include_str!("vocabularies.csv");

/// A country, with its nationality and what a form needs to know of it.
#[derive(Debug, Clone, Deserialize)]
pub struct Country {
    /// ISO 3166-1 alpha-2.
    pub code: String,
    pub fr: String,
    pub en: String,
    pub ar: String,
    pub nationality_fr: String,
    #[serde(deserialize_with = "zero_or_one")]
    pub african: bool,
    /// Without the plus sign.
    pub dial_code: String,
    /// ISO 4217.
    pub currency: String,
}

impl Country {
    /// The country's name.
    #[must_use]
    pub fn name(&self, lang: Lang) -> &str {
        match lang {
            Lang::Fr => &self.fr,
            Lang::Ar => &self.ar,
            Lang::En => &self.en,
        }
    }

    /// The nationality. Only French has words for it; in other languages it is the country's name.
    #[must_use]
    pub fn nationality(&self, lang: Lang) -> &str {
        match lang {
            Lang::Fr if !self.nationality_fr.is_empty() => &self.nationality_fr,
            _ => self.name(lang),
        }
    }
}

/// A term of a closed list.
#[derive(Debug, Clone, Deserialize)]
pub struct Term {
    /// Name of the list (`gender`, `talent` …).
    pub list: String,
    /// What is stored.
    pub key: String,
    /// Key of the group it belongs to, or empty.
    pub group: String,
    pub emoji: String,
    pub fr: String,
    pub en: String,
    pub ar: String,
    /// Other labels that mean the same in what is imported, with `|` between them: those of the replaced application.
    pub imported_as: String,
}

impl Term {
    /// What people read.
    #[must_use]
    pub fn label(&self, lang: Lang) -> &str {
        match lang {
            Lang::Fr => &self.fr,
            Lang::Ar => &self.ar,
            Lang::En => &self.en,
        }
    }

    /// The label after its emoji, if it has one.
    #[must_use]
    pub fn label_with_emoji(&self, lang: Lang) -> String {
        format!("{} {}", self.emoji, self.label(lang)).trim().to_owned()
    }
}

static COUNTRIES: LazyLock<Vec<Country>> = LazyLock::new(|| rows(COUNTRIES_CSV));
static TERMS: LazyLock<Vec<Term>> = LazyLock::new(|| rows(VOCABULARIES_CSV));

/// The terms by list. The lines of a list stand together in the file.
static LISTS: LazyLock<HashMap<&str, &[Term]>> = LazyLock::new(|| {
    let lists = TERMS.chunk_by(|one, next| one.list == next.list);
    lists.filter_map(|terms| Some((terms.first()?.list.as_str(), terms))).collect()
});

/// All countries, in the order of their French names.
#[must_use]
pub fn countries() -> &'static [Country] {
    &COUNTRIES
}

/// The country of a code.
#[must_use]
pub fn country(code: &str) -> Option<&'static Country> {
    COUNTRIES.iter().find(|country| country.code == code)
}

impl Country {
    /// A number that stands for the country for ever, for programs that want one: of its two letters.
    #[must_use]
    pub fn number(&self) -> i64 {
        self.code.bytes().fold(0, |number, letter| number * 26 + i64::from(letter.saturating_sub(b'A'))) + 1
    }
}

/// The country of a [`Country::number`].
#[must_use]
pub fn country_of_number(number: i64) -> Option<&'static Country> {
    COUNTRIES.iter().find(|country| country.number() == number)
}

/// The names of all closed lists, in their order.
pub fn lists() -> impl Iterator<Item = &'static str> {
    TERMS.chunk_by(|one, next| one.list == next.list).filter_map(|terms| Some(terms.first()?.list.as_str()))
}

/// The terms of one closed list, in their order.
pub fn terms(list: &str) -> impl Iterator<Item = &'static Term> {
    LISTS.get(list).copied().unwrap_or_default().iter()
}

/// One term of a closed list.
#[must_use]
pub fn term(list: &str, key: &str) -> Option<&'static Term> {
    terms(list).find(|term| term.key == key)
}

/// The flag of a country code: its two regional-indicator letters.
#[must_use]
pub fn flag(code: &str) -> String {
    code.chars()
        .filter(char::is_ascii_uppercase)
        .filter_map(|letter| char::from_u32(0x1F1E6 + u32::from(letter) - u32::from('A')))
        .collect()
}

/// Rows of a list that is part of the program; a malformed one is caught by the test below.
fn rows<T: serde::de::DeserializeOwned>(text: &str) -> Vec<T> {
    csv::Reader::from_reader(text.as_bytes()).into_deserialize().filter_map(Result::ok).collect()
}

fn zero_or_one<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<bool, D::Error> {
    Ok(u8::deserialize(deserializer)? == 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_row_is_lost() {
        assert_eq!(countries().len(), COUNTRIES_CSV.lines().count() - 1);
        assert_eq!(TERMS.len(), VOCABULARIES_CSV.lines().count() - 1);
        assert_eq!(countries().len(), 195);
    }

    #[test]
    fn keys_are_unique_within_their_list() {
        let mut keys: Vec<_> = TERMS.iter().map(|term| (&term.list, &term.key)).collect();
        keys.sort();
        let before = keys.len();
        keys.dedup();
        assert_eq!(keys.len(), before);
    }

    #[test]
    fn every_list_is_whole() {
        for list in TERMS.iter().map(|term| &term.list) {
            let all = TERMS.iter().filter(|term| term.list == *list).count();
            assert_eq!(terms(list).count(), all, "the lines of {list} do not stand together");
        }
        assert_eq!(terms("unknown").count(), 0);
    }

    #[test]
    fn every_country_has_a_number_of_its_own() {
        for country in countries() {
            assert_eq!(country_of_number(country.number()).unwrap().code, country.code);
        }
        assert!(country_of_number(0).is_none());
    }

    #[test]
    fn labels_and_flags() {
        assert_eq!(country("MA").unwrap().name(Lang::Ar), "المغرب");
        assert_eq!(term("gender", "F").unwrap().label(Lang::En), "Woman");
        assert_eq!(flag("MA"), "🇲🇦");
    }
}
