//! The ages a person can play.

use std::ops::RangeInclusive;

use super::fields as c;
use crate::domain::{
    field_error::{FieldError, FieldErrors},
    registration::{FormValues, text},
};

/// Heights of people, in centimetres.
pub const HEIGHTS: RangeInclusive<i64> = 50..=250;
/// The highest playing age.
pub const OLDEST_ROLE: i64 = 110;

/// The youngest and the oldest age, either of which may be left out.
///
/// # Errors
/// Every wrong field.
pub fn check_ages(values: &FormValues) -> Result<(Option<i64>, Option<i64>), FieldErrors> {
    let mut errors = FieldErrors::default();
    let mut age = |field: &str| errors.collect(field, text::whole_number(values.first(field), OLDEST_ROLE)).flatten();
    let ages = (age(c::PLAYING_AGE_MIN), age(c::PLAYING_AGE_MAX));
    if ages.0.zip(ages.1).is_some_and(|(from, to)| from > to) {
        errors.add(c::PLAYING_AGE_MAX, FieldError::PlayingAgesReversed);
    }
    if errors.is_empty() { Ok(ages) } else { Err(errors) }
}
