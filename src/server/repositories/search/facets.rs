//! What filters compare whole, as words of one index (column `facets`): a search then reads only the people who have
//! all of them, however few they are.

use std::fmt;

/// Codes that begin alike are found together up to this length, that of country and city.
pub const CODE_BEGINNING: usize = 5;
/// « At least so many years » is a word for these; the years between are compared one by one. Most people have few
/// years: reading the word of half of all people takes longer than comparing.
const YEARS: [i64; 3] = [16, 20, 30];

/// One word. Its text has letters, digits and `_` only, as keys and codes do; both databases take it for one word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Facet<'a> {
    Talent(i64),
    Language(&'a str),
    Availability(&'a str),
    WorkMode(&'a str),
    Gender(&'a str),
    /// One to [`CODE_BEGINNING`] characters a code begins with.
    Code(&'a str),
    /// One of a few numbers: at least so many years of experience.
    Years(i64),
}

impl fmt::Display for Facet<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Talent(id) => write!(f, "t_{id}"),
            Self::Language(key) => write!(f, "l_{key}"),
            Self::Availability(key) => write!(f, "a_{key}"),
            Self::WorkMode(key) => write!(f, "w_{key}"),
            Self::Gender(key) => write!(f, "g_{key}"),
            Self::Code(beginning) => write!(f, "c_{beginning}"),
            Self::Years(years) => write!(f, "y_{years}"),
        }
    }
}

/// Every beginning of a code that has a word, shortest first.
pub fn code_beginnings(code: &str) -> impl Iterator<Item = &str> {
    (1..=CODE_BEGINNING).filter_map(|length| code.get(..length))
}

/// The words of a person with so many years of experience.
pub fn years_of(years: Option<i64>) -> impl Iterator<Item = i64> {
    YEARS.into_iter().filter(move |least| years.is_some_and(|own| own >= *least))
}

/// The strictest word that every person with at least so many years has.
#[must_use]
pub fn years_within(least: i64) -> Option<i64> {
    YEARS.into_iter().rfind(|years| *years <= least)
}

/// The column's value: each word once, in an order of its own.
#[must_use]
pub fn facets_text(facets: &[Facet<'_>]) -> String {
    let mut words: Vec<String> = facets.iter().map(ToString::to_string).collect();
    words.sort_unstable();
    words.dedup();
    words.join(" ")
}

/// The FTS5 expression for « all of these words ».
#[must_use]
pub fn fts5(facets: &[Facet<'_>]) -> String {
    facets.iter().map(|facet| format!("\"{facet}\"")).collect::<Vec<_>>().join(" AND ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_has_each_word_once() {
        let codes = ["MACAS0001F", "MARAB000002F"];
        let mut facets: Vec<_> = codes.iter().flat_map(|code| code_beginnings(code)).map(Facet::Code).collect();
        facets.extend([Facet::Talent(12), Facet::Language("fr"), Facet::Gender("F")]);
        assert_eq!(facets_text(&facets), "c_M c_MA c_MAC c_MACA c_MACAS c_MAR c_MARA c_MARAB g_F l_fr t_12");
        assert_eq!(fts5(&[Facet::Talent(12), Facet::Availability("full_time")]), r#""t_12" AND "a_full_time""#);
    }

    #[test]
    fn whoever_has_the_years_has_the_word_asked_for() {
        for least in 0..=80 {
            let Some(asked) = years_within(least) else { continue };
            assert!(asked <= least);
            for own in least..=80 {
                assert!(years_of(Some(own)).any(|word| word == asked), "{own} years, {least} asked");
            }
        }
        assert_eq!(years_within(0), None);
        assert_eq!(years_of(None).count(), 0);
    }
}
