//! Where a person lives.

use unicode_normalization::{UnicodeNormalization as _, char::is_combining_mark};

use super::{FormValues, fields as f, text};
use crate::domain::{
    field_error::{FieldError, FieldErrors},
    reference, unicode,
    unique_code::{CodePrefix, NotACode},
};

const LONGEST_CITY: usize = 100;

/// A listed city.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct City {
    pub id: i64,
    pub name: String,
    /// The three characters it has in unique codes, if it has its own.
    pub code: Option<String>,
}

/// Country and city.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Residence {
    /// Two capital letters.
    pub country: String,
    /// The listed city; `None` when its name was written.
    pub city: Option<City>,
    /// The written name of a city that is not listed.
    pub city_other: Option<String>,
}

/// Checks the residence against the cities listed for the chosen country.
///
/// # Errors
/// Every wrong field.
pub fn check_residence(values: &FormValues, cities: &[City]) -> Result<Residence, FieldErrors> {
    let mut errors = FieldErrors::default();
    let country = match values.trimmed(f::RESIDENCE_COUNTRY) {
        "" => Err(FieldError::Required),
        code if reference::country(code).is_some() => Ok(code.to_owned()),
        _ => Err(FieldError::UnknownChoice),
    };
    let Some(country) = errors.collect(f::RESIDENCE_COUNTRY, country) else { return Err(errors) };
    let written = values.first(f::RESIDENCE_CITY_OTHER);
    let chosen = match values.trimmed(f::RESIDENCE_CITY) {
        // Where no list is offered, the name is written.
        "" if !unicode::line(written).is_empty() => f::CITY_NOT_LISTED,
        chosen => chosen,
    };
    let (city, city_other) = match chosen {
        "" => return Err(FieldErrors::of(f::RESIDENCE_CITY, FieldError::Required)),
        f::CITY_NOT_LISTED => match text::name(written, LONGEST_CITY) {
            Ok(name) => match listed(cities, reference::city_called_in_arabic(&country, &name).unwrap_or(&name)) {
                Some(city) => (Some(city.clone()), None),
                None => (None, Some(name)),
            },
            Err(FieldError::Required) => {
                return Err(FieldErrors::of(f::RESIDENCE_CITY_OTHER, FieldError::CityNameRequired));
            }
            Err(error) => return Err(FieldErrors::of(f::RESIDENCE_CITY_OTHER, error)),
        },
        name => match cities.iter().find(|city| city.name == name) {
            Some(city) => (Some(city.clone()), None),
            None => return Err(FieldErrors::of(f::RESIDENCE_CITY, FieldError::UnknownChoice)),
        },
    };
    Ok(Residence { country, city, city_other })
}

impl Residence {
    /// The name of the city, listed or written.
    #[must_use]
    pub fn city_name(&self) -> &str {
        match (&self.city, &self.city_other) {
            (Some(city), _) => &city.name,
            (None, Some(name)) => name,
            (None, None) => "",
        }
    }

    /// The beginning of the codes of people who live here.
    pub fn code_prefix(&self) -> Result<CodePrefix, NotACode> {
        let own_code = self.city.as_ref().and_then(|city| city.code.as_deref());
        CodePrefix::of_place(&self.country, own_code, self.city_name())
    }
}

/// The listed city that a written name means: the one spelt like it, else one with the same letters, else one with the
/// same letters as people write them without their keyboard (« Lodz » is « Łódź »).
fn listed<'a>(cities: &'a [City], written: &str) -> Option<&'a City> {
    let (written_letters, written_latin) = (letters(written), latin(written));
    let find = |means: &dyn Fn(&str) -> bool| cities.iter().find(|city| means(&city.name));
    find(&|name| name == written)
        .or_else(|| find(&|name| letters(name) == written_letters))
        .or_else(|| find(&|name| !written_latin.is_empty() && latin(name) == written_latin))
}

/// A name without accents, case and punctuation.
fn letters(name: &str) -> String {
    name.nfkd().filter(|c| !is_combining_mark(*c) && c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn latin(name: &str) -> String {
    letters(&deunicode::deunicode(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(country: &str, city: &str, other: &str) -> Result<Residence, FieldErrors> {
        let values = [(f::RESIDENCE_COUNTRY, country), (f::RESIDENCE_CITY, city), (f::RESIDENCE_CITY_OTHER, other)];
        let cities = [
            City { id: 1, name: "Casablanca".to_owned(), code: Some("CAS".to_owned()) },
            City { id: 2, name: "Béni Mellal".to_owned(), code: None },
        ];
        check_residence(&values.into_iter().collect(), &cities)
    }

    #[test]
    fn a_written_name_means_the_listed_city_nearest_to_it() {
        let cities = ["Łódź", "Tromsø", "Diyarbakır", "Salé", "Sale", "Salem"];
        let cities: Vec<City> =
            cities.into_iter().map(|name| City { id: 0, name: name.to_owned(), code: None }).collect();
        let meant = |written: &str| listed(&cities, written).map(|city| city.name.as_str());
        for (written, city) in
            [("lodz", "Łódź"), ("TROMSO", "Tromsø"), ("diyarbakir", "Diyarbakır"), ("Sale", "Sale"), ("SALÉ", "Salé")]
        {
            assert_eq!(meant(written), Some(city), "{written}");
        }
        assert_eq!((meant("…"), meant("Sal")), (None, None));
    }

    #[test]
    fn a_listed_city_gives_its_code() {
        let home = check("MA", "Casablanca", "").unwrap();
        assert_eq!(home.code_prefix().unwrap().as_str(), "MACAS");
        assert_eq!(check("MA", "Béni Mellal", "ignored").unwrap().code_prefix().unwrap().as_str(), "MABEN");
    }

    #[test]
    fn a_written_city_that_is_listed_is_that_city() {
        assert_eq!(check("MA", "other", " beni mellal ").unwrap().city.unwrap().id, 2);
        assert_eq!(check("MA", "", "CASABLANCA").unwrap().city.unwrap().id, 1);
        assert_eq!(check("MA", "", "الدار البيضاء").unwrap().city.unwrap().id, 1);
        assert_eq!(check("MA", "", "\u{2067}Casa\u{ad}blanca\u{2069}").unwrap().city.unwrap().id, 1);
        let village = check("MA", "other", "Ain\u{a0}Exem\u{200b}ple").unwrap();
        assert_eq!((village.city.clone(), village.city_name()), (None, "Ain Exemple"));
    }

    #[test]
    fn each_wrong_field_names_itself() {
        for (country, city, other, field, error) in [
            ("", "Casablanca", "", f::RESIDENCE_COUNTRY, FieldError::Required),
            ("XX", "Casablanca", "", f::RESIDENCE_COUNTRY, FieldError::UnknownChoice),
            ("MA", "", " ", f::RESIDENCE_CITY, FieldError::Required),
            ("MA", "Paris", "", f::RESIDENCE_CITY, FieldError::UnknownChoice),
            ("MA", "other", "", f::RESIDENCE_CITY_OTHER, FieldError::CityNameRequired),
            ("MA", "", "\u{200b}", f::RESIDENCE_CITY, FieldError::Required),
            ("MA", "other", "\u{2800}", f::RESIDENCE_CITY_OTHER, FieldError::CityNameRequired),
            ("MA", "other", "12", f::RESIDENCE_CITY_OTHER, FieldError::NoLetter),
            ("MA", "other", "\u{640}", f::RESIDENCE_CITY_OTHER, FieldError::NoLetter),
        ] {
            let errors = check(country, city, other).unwrap_err();
            assert_eq!(errors.iter().collect::<Vec<_>>(), [(field, &error)]);
        }
    }
}
