//! What you have done and the languages you speak.

use super::{FormValues, fields as f, text};
use crate::domain::{
    field_error::{FieldError, FieldErrors},
    reference,
};

/// The most years anybody has worked.
pub const MOST_YEARS: i64 = 80;
/// Characters of the biography and of the education, at most.
pub const LONGEST_TEXT: usize = 2_000;

/// The answers of the section; every one may be left out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Career {
    pub years_experience: Option<i64>,
    pub bio: Option<String>,
    pub education: Option<String>,
    /// Keys of the closed list `language`, each once, in its order.
    pub languages: Vec<String>,
}

impl Career {
    /// Checks the answers.
    ///
    /// # Errors
    /// Every wrong field.
    pub fn check(values: &FormValues) -> Result<Self, FieldErrors> {
        let mut errors = FieldErrors::default();
        let years = errors.keep(f::YEARS_EXPERIENCE, years(values));
        let bio = errors.keep(f::BIO, text::paragraphs(values.first(f::BIO), LONGEST_TEXT));
        let education = errors.keep(f::EDUCATION, text::paragraphs(values.first(f::EDUCATION), LONGEST_TEXT));
        let languages = errors.keep(f::LANGUAGES, languages(values));
        match (years, bio, education, languages) {
            (Some(years_experience), Some(bio), Some(education), Some(languages)) => {
                Ok(Self { years_experience, bio, education, languages })
            }
            _ => Err(errors),
        }
    }
}

/// Years of experience.
///
/// # Errors
/// When they are no whole number, or too many.
pub fn years(values: &FormValues) -> Result<Option<i64>, FieldError> {
    text::whole_number(values.first(f::YEARS_EXPERIENCE), MOST_YEARS)
}

/// Languages, each once, in the order of their list.
///
/// # Errors
/// When one is not among them.
pub fn languages(values: &FormValues) -> Result<Vec<String>, FieldError> {
    let chosen: Vec<&str> =
        values.all(f::LANGUAGES).iter().map(|key| key.trim()).filter(|key| !key.is_empty()).collect();
    if chosen.iter().any(|key| reference::term("language", key).is_none()) {
        return Err(FieldError::UnknownChoice);
    }
    let in_order = reference::terms("language").filter(|term| chosen.contains(&term.key.as_str()));
    Ok(in_order.map(|term| term.key.clone()).collect())
}

/// The bracket of the closed list `experience` that some years fall into: its keys are the years it begins with.
#[must_use]
pub fn experience_bracket(years: i64) -> Option<&'static reference::Term> {
    reference::terms("experience").filter(|term| term.key.parse::<i64>().is_ok_and(|from| from <= years)).last()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_required() {
        assert_eq!(Career::check(&FormValues::default()), Ok(Career::default()));
    }

    #[test]
    fn languages_come_once_and_in_the_order_of_the_list() {
        let values = ["en", "ar", "en"].map(|key| (f::LANGUAGES, key)).into_iter().collect();
        assert_eq!(Career::check(&values).unwrap().languages, ["ar", "en"]);
        let values = [(f::LANGUAGES, "klingon")].into_iter().collect();
        assert_eq!(Career::check(&values).unwrap_err().get(f::LANGUAGES), Some(&FieldError::UnknownChoice));
    }

    #[test]
    fn each_wrong_field_names_itself() {
        let long = "a".repeat(2_001);
        for (field, value, error) in [
            (f::YEARS_EXPERIENCE, "81", FieldError::InvalidNumber { max: 80 }),
            (f::BIO, long.as_str(), FieldError::TooLong { max: 2_000 }),
            (f::EDUCATION, long.as_str(), FieldError::TooLong { max: 2_000 }),
        ] {
            let errors = Career::check(&[(field, value)].into_iter().collect()).unwrap_err();
            assert_eq!(errors.iter().collect::<Vec<_>>(), [(field, &error)]);
        }
    }

    #[test]
    fn years_fall_into_their_bracket() {
        let bracket = |years| experience_bracket(years).unwrap().key.as_str();
        assert_eq!([0, 1, 2, 3, 4, 10, 11, 80].map(bracket), ["0", "0", "2", "2", "4", "6", "11", "11"]);
    }
}
