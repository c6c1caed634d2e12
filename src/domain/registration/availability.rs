//! When and how you work, and for how much.

use super::{FormValues, fields as f, text};
use crate::domain::{
    field_error::{FieldError, FieldErrors},
    reference,
};

/// Where no currency is known for a country.
const DEFAULT_CURRENCY: &str = "MAD";
/// No rate in any currency of the list is higher.
pub const HIGHEST_RATE: i64 = 1_000_000_000;

/// The answers of the section; every one may be left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Availability {
    /// Key of the closed list `availability`.
    pub availability: Option<String>,
    /// Key of the closed list `work_mode`.
    pub work_mode: Option<String>,
    /// Whole units of [`Self::rate_currency`].
    pub hourly_rate: Option<i64>,
    /// Whole units of [`Self::rate_currency`].
    pub monthly_rate: Option<i64>,
    /// ISO 4217; stays what it is when the person moves.
    pub rate_currency: String,
}

impl Availability {
    /// Checks the answers of somebody who lives in `country`.
    ///
    /// # Errors
    /// Every wrong field.
    pub fn check(values: &FormValues, country: &str) -> Result<Self, FieldErrors> {
        let mut errors = FieldErrors::default();
        let availability = errors.keep(f::AVAILABILITY, choice(values, f::AVAILABILITY, "availability"));
        let work_mode = errors.keep(f::WORK_MODE, choice(values, f::WORK_MODE, "work_mode"));
        let hourly = errors.keep(f::HOURLY_RATE, rate(values, f::HOURLY_RATE));
        let monthly = errors.keep(f::MONTHLY_RATE, rate(values, f::MONTHLY_RATE));
        let currency = match values.trimmed(f::RATE_CURRENCY) {
            "" => Ok(currency_of(country).to_owned()),
            chosen if currencies().contains(&chosen) => Ok(chosen.to_owned()),
            _ => Err(FieldError::UnknownChoice),
        };
        let currency = errors.keep(f::RATE_CURRENCY, currency);
        match (availability, work_mode, hourly, monthly, currency) {
            (Some(availability), Some(work_mode), Some(hourly_rate), Some(monthly_rate), Some(rate_currency)) => {
                Ok(Self { availability, work_mode, hourly_rate, monthly_rate, rate_currency })
            }
            _ => Err(errors),
        }
    }
}

/// A term of a closed list that may be left out.
fn choice(values: &FormValues, field: &str, list: &str) -> Result<Option<String>, FieldError> {
    match values.trimmed(field) {
        "" => Ok(None),
        key if reference::term(list, key).is_some() => Ok(Some(key.to_owned())),
        _ => Err(FieldError::UnknownChoice),
    }
}

/// One of the two rates, as people write numbers; nothing when there is none.
///
/// # Errors
/// What is wrong with it.
pub fn rate(values: &FormValues, field: &str) -> Result<Option<i64>, FieldError> {
    text::whole_number(values.first(field), HIGHEST_RATE)
}

/// The currency of a country; dirhams where none is known.
#[must_use]
pub fn currency_of(country: &str) -> &'static str {
    reference::country(country).map_or(DEFAULT_CURRENCY, |country| country.currency.as_str())
}

/// Every currency of the list of countries, in order.
#[must_use]
pub fn currencies() -> Vec<&'static str> {
    let mut all: Vec<&str> = reference::countries()
        .iter()
        .map(|country| country.currency.as_str())
        .filter(|code| !code.is_empty())
        .collect();
    all.sort_unstable();
    all.dedup();
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(pairs: &[(&str, &str)]) -> Result<Availability, FieldErrors> {
        Availability::check(&pairs.iter().copied().collect(), "FR")
    }

    #[test]
    fn the_currency_is_that_of_the_residence_unless_chosen() {
        assert_eq!(check(&[]).unwrap().rate_currency, "EUR");
        assert_eq!(check(&[(f::RATE_CURRENCY, "MAD")]).unwrap().rate_currency, "MAD");
        assert_eq!(currency_of("??"), "MAD");
        assert!(currencies().len() > 100);
    }

    #[test]
    fn each_wrong_field_names_itself() {
        for (field, value, error) in [
            (f::AVAILABILITY, "never", FieldError::UnknownChoice),
            (f::WORK_MODE, "moon", FieldError::UnknownChoice),
            (f::HOURLY_RATE, "-1", FieldError::InvalidNumber { max: HIGHEST_RATE }),
            (f::MONTHLY_RATE, "12,5", FieldError::InvalidNumber { max: HIGHEST_RATE }),
            (f::RATE_CURRENCY, "XXX", FieldError::UnknownChoice),
        ] {
            let errors = check(&[(field, value)]).unwrap_err();
            assert_eq!(errors.iter().collect::<Vec<_>>(), [(field, &error)]);
        }
        let taken = check(&[(f::AVAILABILITY, "full_time"), (f::HOURLY_RATE, "1 500")]).unwrap();
        assert_eq!((taken.availability.as_deref(), taken.hourly_rate), (Some("full_time"), Some(1_500)));
    }
}
