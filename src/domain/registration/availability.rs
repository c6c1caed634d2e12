//! Rates and their currency.

use super::{FormValues, fields as f, text};
use crate::domain::{field_error::FieldError, reference};

/// Where no currency is known for a country.
const DEFAULT_CURRENCY: &str = "MAD";
/// No rate in any currency of the list is higher.
const HIGHEST_RATE: i64 = 1_000_000_000;

/// The chosen currency, else that of the residence.
///
/// # Errors
/// When it is not in the list of countries.
pub fn check_currency(values: &FormValues) -> Result<String, FieldError> {
    match values.trimmed(f::RATE_CURRENCY) {
        "" => Ok(currency_of(values.trimmed(f::RESIDENCE_COUNTRY)).to_owned()),
        chosen if currencies().contains(&chosen) => Ok(chosen.to_owned()),
        _ => Err(FieldError::UnknownChoice),
    }
}

/// One of the two rates, as people write numbers; nothing when there is none.
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

    #[test]
    fn every_country_has_a_currency() {
        assert_eq!(currency_of("??"), "MAD");
        assert!(currencies().len() > 100);
    }
}
