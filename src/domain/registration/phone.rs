//! Telephone numbers.

use rlibphonenumber::{PHONE_NUMBER_UTIL, PhoneNumberFormat, Region};

use crate::domain::field_error::FieldError;

const LONGEST: usize = 40;

/// The E.164 form of a number typed in a country. Typed with `+` or `00` it brings its own country.
///
/// # Errors
/// `Required` when empty, `InvalidPhone` when no network has such a number.
pub fn phone_to_e164(typed: &str, country: &str) -> Result<String, FieldError> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Err(FieldError::Required);
    }
    if typed.chars().count() > LONGEST {
        return Err(FieldError::InvalidPhone);
    }
    let international = typed
        .strip_prefix("00")
        .or_else(|| typed.strip_prefix("٠٠"))
        .map_or_else(|| typed.to_owned(), |rest| format!("+{rest}"));
    let region = Region::from_code(country).ok();
    let number = PHONE_NUMBER_UTIL.parse(&international, region).map_err(|_| FieldError::InvalidPhone)?;
    if PHONE_NUMBER_UTIL.is_valid_number(&number) {
        Ok(PHONE_NUMBER_UTIL.format(&number, PhoneNumberFormat::E164).into_owned())
    } else {
        Err(FieldError::InvalidPhone)
    }
}

/// The country an E.164 number belongs to.
#[must_use]
pub fn country_of_phone(e164: &str) -> Option<String> {
    let number = PHONE_NUMBER_UTIL.parse(e164, None).ok()?;
    PHONE_NUMBER_UTIL.get_region_for_number(&number).map(|region| region.to_string())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn numbers_become_international() {
        for (typed, country, stored) in [
            ("0600000000", "MA", "+212600000000"),
            ("06 00-00.00 00", "MA", "+212600000000"),
            ("٠٦٠٠٠٠٠٠٠٠", "MA", "+212600000000"),
            ("+1 (202) 555-0101", "MA", "+12025550101"),
            ("0012025550101", "MA", "+12025550101"),
            ("00 212 600 000 000", "FR", "+212600000000"),
        ] {
            assert_eq!(phone_to_e164(typed, country).as_deref(), Ok(stored), "{typed}");
        }
    }

    #[test]
    fn what_nobody_can_call_is_refused() {
        assert_eq!(phone_to_e164(" ", "MA"), Err(FieldError::Required));
        for typed in ["12", "06123", "060000000000", "hello", "+", "00", "+999123456789"] {
            assert_eq!(phone_to_e164(typed, "MA"), Err(FieldError::InvalidPhone), "{typed}");
        }
        assert_eq!(phone_to_e164("0600000000", "??"), Err(FieldError::InvalidPhone));
    }

    proptest! {
        #[test]
        fn whatever_is_typed_gives_e164_or_an_error(typed in ".{0,50}", country in "[A-Z]{2}") {
            if let Ok(stored) = phone_to_e164(&typed, &country) {
                prop_assert!(stored.starts_with('+') && stored.len() <= 18);
                prop_assert!(stored.chars().skip(1).all(|c| c.is_ascii_digit()));
                prop_assert_eq!(phone_to_e164(&stored, "MA"), Ok(stored));
            }
        }
    }
}
