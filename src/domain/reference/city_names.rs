//! Arabic names of cities (`cities_ar.csv`). A city is stored under its name in `cities.csv`; in Arabic it is shown
//! and searched under its own.

use std::{collections::HashMap, sync::LazyLock};

use serde::Deserialize;

use super::rows;
use crate::domain::{
    lang::Lang,
    search::{text::normalise, words},
};

/// `cities_ar.csv`, as text.
const CITIES_AR_CSV: &str = include_str!("cities_ar.csv");

#[derive(Debug, Deserialize)]
struct ArabicName {
    country: String,
    /// As in `cities.csv`.
    name: String,
    name_ar: String,
}

static NAMES: LazyLock<Vec<ArabicName>> = LazyLock::new(|| rows(CITIES_AR_CSV));

/// By country and stored name.
static BY_NAME: LazyLock<HashMap<(&str, &str), &str>> =
    LazyLock::new(|| NAMES.iter().map(|city| ((&*city.country, &*city.name), &*city.name_ar)).collect());

/// By the key of the Arabic name; of one name, every city.
static BY_ARABIC_KEY: LazyLock<HashMap<String, Vec<&ArabicName>>> = LazyLock::new(|| {
    let mut cities: HashMap<String, Vec<&ArabicName>> = HashMap::new();
    for city in NAMES.as_slice() {
        cities.entry(words::city_key(&city.name_ar)).or_default().push(city);
    }
    cities
});

/// The cities with this name, if it is written in Arabic letters. (A Latin one can have the key of another city: the
/// keys of known names are the same in both scripts.)
fn cities_called(written: &str) -> Option<&'static [&'static ArabicName]> {
    let arabic = written
        .chars()
        .any(|letter| matches!(letter, '\u{600}'..='\u{6ff}' | '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}'));
    let key = arabic.then(|| words::city_key(written))?;
    BY_ARABIC_KEY.get(&key).map(Vec::as_slice)
}

/// The name of a city in a language: the Arabic one where there is one, else the given name of the list.
#[must_use]
pub fn city_name<'a>(country: &str, name: &'a str, lang: Lang) -> &'a str {
    match lang {
        Lang::Ar => BY_NAME.get(&(country, name)).copied().unwrap_or(name),
        Lang::Fr | Lang::En => name,
    }
}

/// The stored name of the city of a country that has this Arabic name, however it is spelt.
#[must_use]
pub fn city_called_in_arabic(country: &str, written: &str) -> Option<&'static str> {
    cities_called(written)?.iter().find(|city| city.country == country).map(|city| &*city.name)
}

/// What is the same for all spellings of a city, in Latin and in Arabic letters. Without a country, an Arabic name that
/// several cities share means the one in Morocco, else the first of the list.
#[must_use]
pub fn city_key(country: Option<&str>, written: &str) -> String {
    let Some(cities) = cities_called(written) else { return words::city_key(written) };
    let of = |code: &str| cities.iter().find(|city| city.country == code);
    let meant = match country {
        Some(country) => of(country),
        None => of("MA").or_else(|| cities.first()),
    };
    words::city_key(meant.map_or(written, |city| city.name.as_str()))
}

/// The names of a country's cities with what a list shows of each, in the order of the reader's alphabet; `names` are
/// sorted by the Latin one. Cities without an Arabic name stand at the end of the Arabic list.
#[must_use]
pub fn city_labels(country: &str, names: Vec<String>, lang: Lang) -> Vec<(String, String)> {
    let labelled = names.into_iter().map(|name| {
        let label = city_name(country, &name, lang).to_owned();
        (name, label)
    });
    let mut cities: Vec<(String, String)> = labelled.collect();
    if lang == Lang::Ar {
        cities.sort_by_cached_key(|(name, label)| (name == label, normalise(label)));
    }
    cities
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::{super::CITIES_CSV, *};

    #[test]
    fn every_row_names_a_city_of_the_list_once() {
        assert_eq!(NAMES.len(), CITIES_AR_CSV.lines().count() - 1);
        assert_eq!(BY_NAME.len(), NAMES.len());
        let mut reader = csv::Reader::from_reader(CITIES_CSV.as_bytes());
        let listed: HashSet<(String, String)> =
            reader.records().map(Result::unwrap).map(|row| (row[0].to_owned(), row[1].to_owned())).collect();
        for city in NAMES.as_slice() {
            assert!(listed.contains(&(city.country.clone(), city.name.clone())), "{city:?}");
            assert!(!city.name_ar.chars().any(|letter| letter.is_ascii() && letter != ' '), "{city:?}");
        }
        let moroccan = listed.iter().filter(|(country, _)| country == "MA");
        let named = moroccan.clone().filter(|(country, name)| BY_NAME.contains_key(&(&**country, &**name)));
        assert!(named.count() * 20 > moroccan.count() * 19, "nearly every Moroccan city has its Arabic name");
    }

    #[test]
    fn a_city_is_named_in_the_language_of_the_reader() {
        for (country, name, lang, expected) in [
            ("MA", "Salé", Lang::Ar, "سلا"),
            ("MA", "Salé", Lang::Fr, "Salé"),
            ("MA", "Salé", Lang::En, "Salé"),
            ("FR", "Paris", Lang::Ar, "باريس"),
            ("US", "Paris", Lang::Ar, "Paris"),
            ("MA", "Ain Exemple", Lang::Ar, "Ain Exemple"),
        ] {
            assert_eq!(city_name(country, name, lang), expected);
        }
    }

    #[test]
    fn latin_and_arabic_spellings_have_one_key() {
        let casablanca = words::city_key("Casablanca");
        for written in ["Casablanca", "casablancà", "الدار البيضاء", "الدار البيضا", "الدَّار البيضاء"]
        {
            assert_eq!(city_key(Some("MA"), written), casablanca, "{written}");
            assert_eq!(city_key(None, written), casablanca, "{written}");
        }
        // Also a town near Algiers.
        assert_eq!(city_key(Some("DZ"), "الدار البيضاء"), words::city_key("Dar el Beïda"));
        assert_eq!(city_key(Some("MA"), "طنجه"), words::city_key("Tanger"));
        assert_eq!(city_key(Some("MA"), "باريس"), words::city_key("باريس"), "no city of Morocco");
        assert_eq!(city_called_in_arabic("MA", "فاس"), Some("Fès"));
        assert_eq!(city_called_in_arabic("FR", "فاس"), None);
    }

    #[test]
    fn arabic_lists_are_in_arabic_order() {
        let names = || ["Casablanca", "Lieu-dit", "Rabat", "Safi"].map(str::to_owned).to_vec();
        let labels = |lang| city_labels("MA", names(), lang).into_iter().map(|(_, label)| label).collect::<Vec<_>>();
        assert_eq!(labels(Lang::Fr), ["Casablanca", "Lieu-dit", "Rabat", "Safi"]);
        assert_eq!(labels(Lang::Ar), ["آسفي", "الدار البيضاء", "الرباط", "Lieu-dit"]);
    }
}
