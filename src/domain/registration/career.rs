//! Years of experience.

use super::{FormValues, fields as f, text};
use crate::domain::{field_error::FieldError, reference};

/// The longest working life.
const MOST_YEARS: i64 = 80;

/// Years of experience.
///
/// # Errors
/// When they are no whole number, or too many.
pub fn years(values: &FormValues) -> Result<Option<i64>, FieldError> {
    text::whole_number(values.first(f::YEARS_EXPERIENCE), MOST_YEARS)
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
    fn years_fall_into_their_bracket() {
        let bracket = |years| experience_bracket(years).unwrap().key.as_str();
        assert_eq!([0, 1, 2, 3, 4, 10, 11, 80].map(bracket), ["0", "0", "2", "2", "4", "6", "11", "11"]);
    }
}
