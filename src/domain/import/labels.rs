//! From labels, as other programs and people write them, to keys of the closed lists.

use std::{collections::HashMap, sync::LazyLock};

use unicode_normalization::{UnicodeNormalization as _, char::is_combining_mark};

use crate::domain::{
    lang::Lang,
    reference::{self, Country, Term},
};

/// A label without case, marks, emoji, spaces and punctuation.
#[must_use]
pub fn folded(label: &str) -> String {
    label.nfkd().filter(|c| !is_combining_mark(*c) && c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// List and folded label, with the key they mean.
static KEYS: LazyLock<HashMap<(&'static str, String), &'static str>> = LazyLock::new(|| {
    let mut keys = HashMap::new();
    for list in LISTS {
        for term in reference::terms(list) {
            for label in labels(term) {
                keys.entry((list, folded(label))).or_insert(term.key.as_str());
            }
        }
    }
    keys
});

/// The lists whose labels are read.
pub const LISTS: [&str; 14] = [
    "gender",
    "id_document",
    "availability",
    "work_mode",
    "talent",
    "cinema_talent_type",
    "cinema_skill",
    "language",
    "ethnicity",
    "eye_color",
    "hair_color",
    "hair_type",
    "skin_tone",
    "build",
];

fn labels(term: &Term) -> impl Iterator<Item = &str> {
    let own = [term.key.as_str(), &term.fr, &term.en, &term.ar];
    own.into_iter().chain(term.imported_as.split('|')).filter(|label| !label.is_empty())
}

/// The key of a label of a list; `None` for a label it does not have.
#[must_use]
pub fn key_of(list: &str, label: &str) -> Option<&'static str> {
    let wanted = folded(label);
    let list = LISTS.into_iter().find(|known| *known == list)?;
    KEYS.get(&(list, wanted)).copied()
}

/// The kind of production of a label: films and series of search services, and the labels of the list.
#[must_use]
pub fn production_kind(label: &str) -> Option<&'static str> {
    let wanted = folded(label);
    let found = reference::terms("production_type").find(|term| labels(term).any(|label| folded(label) == wanted));
    found.map(|term| term.key.as_str())
}

/// Country and code of a city, with its name.
static CITY_CODES: LazyLock<HashMap<(String, String), String>> = LazyLock::new(|| {
    let mut rows = csv::Reader::from_reader(reference::CITIES_CSV.as_bytes());
    let rows = rows.deserialize::<CityCode>().filter_map(Result::ok);
    rows.filter(|city| !city.code.is_empty()).map(|city| ((city.country, city.code), city.name)).collect()
});

#[derive(serde::Deserialize)]
struct CityCode {
    country: String,
    name: String,
    code: String,
}

/// Folded names of cities, with the country of the largest of that name; Morocco before others.
static CITY_COUNTRIES: LazyLock<HashMap<String, (String, i64)>> = LazyLock::new(|| {
    let mut rows = csv::Reader::from_reader(reference::CITIES_CSV.as_bytes());
    let mut countries: HashMap<String, (String, i64)> = HashMap::new();
    for city in rows.deserialize::<CitySize>().filter_map(Result::ok) {
        let weight = if city.country == HOME { i64::MAX } else { city.population };
        let known = countries.entry(folded(&city.name)).or_insert_with(|| (city.country.clone(), weight));
        if known.1 < weight {
            *known = (city.country, weight);
        }
    }
    countries
});

/// Where most people are from.
const HOME: &str = "MA";

#[derive(serde::Deserialize)]
struct CitySize {
    country: String,
    name: String,
    population: i64,
}

/// The country that a city of this name most probably lies in, where none is said.
#[must_use]
pub fn country_of_city(name: &str) -> Option<&'static str> {
    let name = reference::city_called_in_arabic(HOME, name.trim()).unwrap_or(name);
    CITY_COUNTRIES.get(&folded(name)).map(|(country, _)| country.as_str())
}

/// The city whose three characters stand in a unique code after those of its country.
#[must_use]
pub fn city_of_code(country: &str, code: &str) -> Option<&'static str> {
    CITY_CODES.get(&(country.to_owned(), code.to_owned())).map(String::as_str)
}

/// The country of a code, a name or a nationality in any of the languages.
#[must_use]
pub fn country_of(text: &str) -> Option<&'static Country> {
    let wanted = folded(text);
    if wanted.is_empty() {
        return None;
    }
    let is_code = text.trim().len() == 2;
    let by_code = || reference::country(&text.trim().to_ascii_uppercase());
    let by_name = || reference::countries().iter().find(|country| names(country).any(|name| is_name(name, &wanted)));
    is_code.then(by_code).flatten().or_else(by_name)
}

fn names(country: &Country) -> impl Iterator<Item = &str> {
    let names = [Lang::Fr, Lang::Ar, Lang::En].map(|lang| country.name(lang));
    names.into_iter().chain([country.nationality_fr.as_str()])
}

/// Nationalities are written in the feminine in the list, elsewhere in either gender: « Marocain ».
fn is_name(name: &str, wanted: &str) -> bool {
    let name = folded(name);
    name == wanted
        || name.strip_suffix('e').is_some_and(|masculine| masculine == wanted)
        || name.strip_suffix("enne").is_some_and(|stem| format!("{stem}en") == wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_of_the_replaced_application_are_known() {
        for (list, label, key) in [
            ("availability", "Temps plein", "full_time"),
            ("availability", "⏰ Temps plein (35-40h/semaine)", "full_time"),
            ("availability", "Occasionnel / Mission", "occasional"),
            ("work_mode", "hybrid", "hybrid"),
            ("work_mode", "Sur site (100% au bureau)", "on_site"),
            ("cinema_talent_type", "Acteur/Actrice Principal(e)", "lead_actor"),
            ("cinema_talent_type", "Voix Off", "voice_over"),
            ("ethnicity", "Berbère", "amazigh"),
            ("hair_color", "Chauve/Rasé", "bald"),
            ("cinema_skill", "Cadreur/Opérateur", "camera_operator"),
            ("talent", "🧱 maconnerie", "masonry"),
            ("talent", "Data Science", "data_science"),
            ("language", "Darija (Arabe marocain)", "ary"),
            ("gender", "m", "M"),
        ] {
            assert_eq!(key_of(list, label), Some(key), "{list} {label}");
        }
        assert_eq!((key_of("talent", "Alchimie"), key_of("nothing", "M"), key_of("gender", "")), (None, None, None));
        assert_eq!((production_kind("Série TV"), production_kind("movie")), (Some("series"), Some("film")));
    }

    #[test]
    fn no_label_of_a_list_means_two_keys() {
        for list in LISTS {
            let mut seen: HashMap<String, &str> = HashMap::new();
            for term in reference::terms(list) {
                for label in labels(term) {
                    let before = seen.insert(folded(label), &term.key);
                    assert!(before.is_none_or(|key| key == term.key), "{list}: {label}");
                }
            }
        }
    }

    #[test]
    fn countries_have_codes_names_and_nationalities() {
        for text in ["MA", "ma", "Maroc", "MAROC ", "Morocco", "المغرب", "Marocaine", "Marocain", "🇲🇦 Maroc"]
        {
            assert_eq!(country_of(text).map(|country| country.code.as_str()), Some("MA"), "{text}");
        }
        assert_eq!(country_of("Tunisien").map(|country| country.code.as_str()), Some("TN"));
        assert_eq!(city_of_code("MA", "CAS"), Some("Casablanca"));
        assert_eq!(country_of_city("fes"), Some("MA"));
        assert_eq!((country_of_city("Dakar"), country_of_city("الدار البيضاء")), (Some("SN"), Some("MA")));
        assert_eq!(country_of_city("Atlantis-les-Bains"), None);
        assert!(country_of("Atlantide").is_none() && country_of("").is_none());
    }
}
