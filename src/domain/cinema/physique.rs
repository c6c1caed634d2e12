//! How somebody looks, and the ages they can play.

use std::ops::RangeInclusive;

use super::fields as c;
use crate::domain::{
    field_error::{FieldError, FieldErrors},
    reference,
    registration::{FormValues, text},
};

/// Heights of people, in centimetres.
pub const HEIGHTS: RangeInclusive<i64> = 50..=250;
/// Nobody plays an older part.
pub const OLDEST_ROLE: i64 = 110;

/// The answers of the section; every one may be left out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Physique {
    pub eye_color: Option<String>,
    pub hair_color: Option<String>,
    pub hair_type: Option<String>,
    pub skin_tone: Option<String>,
    pub build: Option<String>,
    pub height_cm: Option<i64>,
    pub playing_age_min: Option<i64>,
    pub playing_age_max: Option<i64>,
}

impl Physique {
    /// Checks the answers.
    ///
    /// # Errors
    /// Every wrong field.
    pub fn check(values: &FormValues) -> Result<Self, FieldErrors> {
        let mut errors = FieldErrors::default();
        let mut look = |field: &str| match values.trimmed(field) {
            "" => None,
            // Each of these fields is named as its list.
            key => errors
                .keep(field, reference::term(field, key).map(|term| term.key.clone()).ok_or(FieldError::UnknownChoice)),
        };
        let (eye_color, hair_color, hair_type) = (look(c::EYE_COLOR), look(c::HAIR_COLOR), look(c::HAIR_TYPE));
        let (skin_tone, build) = (look(c::SKIN_TONE), look(c::BUILD));
        let height_cm = errors.keep(c::HEIGHT, height(values)).flatten();
        let mut age = |field: &str| errors.keep(field, text::whole_number(values.first(field), OLDEST_ROLE)).flatten();
        let (playing_age_min, playing_age_max) = (age(c::PLAYING_AGE_MIN), age(c::PLAYING_AGE_MAX));
        if playing_age_min.zip(playing_age_max).is_some_and(|(from, to)| from > to) {
            errors.add(c::PLAYING_AGE_MAX, FieldError::PlayingAgesReversed);
        }
        if errors.is_empty() {
            Ok(Self { eye_color, hair_color, hair_type, skin_tone, build, height_cm, playing_age_min, playing_age_max })
        } else {
            Err(errors)
        }
    }
}

fn height(values: &FormValues) -> Result<Option<i64>, FieldError> {
    let wrong = || FieldError::NumberOutOfRange { min: *HEIGHTS.start(), max: *HEIGHTS.end() };
    match text::whole_number(values.first(c::HEIGHT), *HEIGHTS.end()) {
        Ok(Some(height)) if !HEIGHTS.contains(&height) => Err(wrong()),
        Ok(height) => Ok(height),
        Err(_) => Err(wrong()),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(pairs: &[(&str, &str)]) -> Result<Physique, FieldErrors> {
        Physique::check(&pairs.iter().copied().collect())
    }

    #[test]
    fn nothing_is_required_and_every_key_is_taken() {
        assert_eq!(check(&[]), Ok(Physique::default()));
        for (list, count) in
            [(c::EYE_COLOR, 12), (c::HAIR_COLOR, 16), (c::HAIR_TYPE, 10), (c::SKIN_TONE, 10), (c::BUILD, 10)]
        {
            assert_eq!(reference::terms(list).count(), count);
            for term in reference::terms(list) {
                assert!(check(&[(list, &term.key)]).is_ok(), "{list} {}", term.key);
            }
            assert_eq!(check(&[(list, "klingon")]).unwrap_err().get(list), Some(&FieldError::UnknownChoice));
        }
    }

    #[test]
    fn each_wrong_number_names_itself() {
        let height = FieldError::NumberOutOfRange { min: 50, max: 250 };
        let age = FieldError::InvalidNumber { max: 110 };
        for (field, value, error) in [
            (c::HEIGHT, "49", &height),
            (c::HEIGHT, "251", &height),
            (c::HEIGHT, "1,75", &height),
            (c::PLAYING_AGE_MIN, "111", &age),
            (c::PLAYING_AGE_MAX, "-1", &age),
        ] {
            let errors = check(&[(field, value)]).unwrap_err();
            assert_eq!(errors.iter().collect::<Vec<_>>(), [(field, error)], "{value}");
        }
        let errors = check(&[(c::PLAYING_AGE_MIN, "40"), (c::PLAYING_AGE_MAX, "30")]).unwrap_err();
        assert_eq!(errors.iter().collect::<Vec<_>>(), [(c::PLAYING_AGE_MAX, &FieldError::PlayingAgesReversed)]);
        assert!(check(&[(c::PLAYING_AGE_MIN, "30"), (c::PLAYING_AGE_MAX, "30"), (c::HEIGHT, "١٧٥")]).is_ok());
    }

    proptest! {
        #[test]
        fn whatever_is_taken_fits_the_table(height in ".{0,5}", from in "[0-9]{0,4}", to in "[0-9]{0,4}") {
            let checked = check(&[(c::HEIGHT, &height), (c::PLAYING_AGE_MIN, &from), (c::PLAYING_AGE_MAX, &to)]);
            if let Ok(physique) = checked {
                prop_assert!(physique.height_cm.is_none_or(|height| HEIGHTS.contains(&height)));
                let (from, to) = (physique.playing_age_min, physique.playing_age_max);
                prop_assert!([from, to].into_iter().flatten().all(|age| (0..=110).contains(&age)));
                prop_assert!(from.zip(to).is_none_or(|(from, to)| from <= to));
            }
        }
    }
}
