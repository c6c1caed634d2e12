//! Birth dates, and the guardians of minors.

use chrono::NaiveDate;

use super::{FormValues, fields as f, phone::phone_to_e164, text};
use crate::domain::{
    age,
    field_error::{FieldError, FieldErrors},
    unicode,
};

/// The oldest age that is accepted.
pub const OLDEST: u32 = 110;
const LONGEST_NAME: usize = 100;

/// A minor's guardian, who agreed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Guardian {
    pub name: String,
    /// E.164.
    pub phone: String,
}

/// Whether what was typed is the birth date of a minor; `false` while it is no date.
#[must_use]
pub fn is_minor(values: &FormValues, today: NaiveDate) -> bool {
    birth_date(values.trimmed(f::DATE_OF_BIRTH), today).is_ok_and(|born| age::is_minor(born, today))
}

/// A birth date as of a day.
pub fn birth_date(typed: &str, today: NaiveDate) -> Result<NaiveDate, FieldError> {
    if typed.is_empty() {
        return Err(FieldError::Required);
    }
    let born = read_date(typed).ok_or(FieldError::InvalidDate)?;
    if born > today {
        Err(FieldError::DateInFuture)
    } else if age::age_on(born, today) > OLDEST {
        Err(FieldError::TooOld { max: OLDEST })
    } else {
        Ok(born)
    }
}

/// Whether the birth date typed in place of a stored one is one its owner may set; what is no date is for other checks.
///
/// # Errors
/// For a change that only administrators make.
pub fn check_stored_birth_date(stored: NaiveDate, values: &FormValues, today: NaiveDate) -> Result<(), FieldError> {
    let Ok(typed) = birth_date(values.trimmed(f::DATE_OF_BIRTH), today) else { return Ok(()) };
    match age::guarded_change(stored, typed, today) {
        None => Ok(()),
        Some(age::GuardedChange::AcrossMajority) => Err(FieldError::BirthDateAcrossMajority),
        Some(age::GuardedChange::MinorOlder) => Err(FieldError::BirthDateOfAMinor),
    }
}

/// Reads a day. Browsers without a date picker show a text field: people write the day first.
#[must_use]
pub fn read_date(typed: &str) -> Option<NaiveDate> {
    let formats = ["%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y"];
    formats.iter().find_map(|format| NaiveDate::parse_from_str(typed, format).ok())
}

/// A guardian's name and number, normalised for comparing.
#[must_use]
pub fn guardian_in(values: &FormValues) -> (String, Option<String>) {
    let number = phone_to_e164(values.first(f::GUARDIAN_PHONE), f::DEFAULT_COUNTRY).ok();
    (unicode::line(values.first(f::GUARDIAN_NAME)), number)
}

/// The three fields about a minor's guardian.
///
/// # Errors
/// Every wrong field.
pub fn check_guardian(values: &FormValues) -> Result<Guardian, FieldErrors> {
    let mut errors = FieldErrors::default();
    let missing = |error| if error == FieldError::Required { FieldError::GuardianRequired } else { error };
    let name =
        errors.collect(f::GUARDIAN_NAME, text::name(values.first(f::GUARDIAN_NAME), LONGEST_NAME).map_err(missing));
    let phone = phone_to_e164(values.first(f::GUARDIAN_PHONE), f::DEFAULT_COUNTRY).map_err(missing);
    let phone = errors.collect(f::GUARDIAN_PHONE, phone);
    if !values.is_ticked(f::GUARDIAN_CONSENT) {
        errors.add(f::GUARDIAN_CONSENT, FieldError::GuardianConsentRequired);
    }
    match name.zip(phone) {
        Some((name, phone)) if errors.is_empty() => Ok(Guardian { name, phone }),
        _ => Err(errors),
    }
}
