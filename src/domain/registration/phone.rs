//! Telephone numbers.

mod written;

use rlibphonenumber::{PHONE_NUMBER_UTIL, PhoneNumberFormat, Region};

use self::written::{Written, read};
use crate::domain::field_error::FieldError;

/// The E.164 form of a number typed in a country. Typed with `+` or `00`, or taken from a link to WhatsApp, it brings
/// its own country.
///
/// # Errors
/// `Required` when empty, `PhoneNotDigits` when there is more in it than a number, `InvalidPhone` when no network has
/// such a number.
pub fn phone_to_e164(typed: &str, country: &str) -> Result<String, FieldError> {
    let found = match read(typed)? {
        Written::International(digits) => e164(&format!("+{digits}"), None),
        Written::National(digits) => {
            e164(&digits, Some(Region::from_code(country).map_err(|_| FieldError::InvalidPhone)?))
        }
    };
    found.ok_or(FieldError::InvalidPhone)
}

/// The country an E.164 number belongs to.
#[must_use]
pub fn country_of_phone(e164: &str) -> Option<String> {
    let number = PHONE_NUMBER_UTIL.parse(e164, None).ok()?;
    PHONE_NUMBER_UTIL.get_region_for_number(&number).map(|region| region.to_string())
}

fn e164(number: &str, region: Option<Region>) -> Option<String> {
    let number = PHONE_NUMBER_UTIL.parse(number, region).ok()?;
    PHONE_NUMBER_UTIL
        .is_valid_number(&number)
        .then(|| PHONE_NUMBER_UTIL.format(&number, PhoneNumberFormat::E164).into_owned())
}

#[cfg(test)]
#[path = "phone/tests.rs"]
mod tests;
