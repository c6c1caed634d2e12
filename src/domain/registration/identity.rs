//! Birth dates, and the guardians of minors.

use chrono::NaiveDate;

use super::{FormValues, fields as f, phone::phone_to_e164, text};
use crate::domain::{
    age,
    dates::{NotADay, born_on, read_day},
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
    let born = match read_day(typed) {
        Err(NotADay::ShortYear { day, month, year }) => {
            born_on(day, month, year, today, OLDEST).ok_or(FieldError::YearInFull)
        }
        read => read.map_err(wrong_date),
    }?;
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

/// A day other than a birth date: nothing tells the century of a year of two figures.
///
/// # Errors
/// What is wrong with it.
pub fn read_date(typed: &str) -> Result<NaiveDate, FieldError> {
    read_day(typed).map_err(wrong_date)
}

const fn wrong_date(why: NotADay) -> FieldError {
    match why {
        NotADay::Unknown => FieldError::InvalidDate,
        NotADay::InWords => FieldError::DateInWords,
        NotADay::ShortYear { .. } | NotADay::UnclearYear => FieldError::YearInFull,
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_birth_date_is_taken_truly_or_refused_with_what_to_do() {
        let today = "2026-11-29".parse().unwrap();
        for (typed, born) in [
            ("1990-02-28", Ok("1990-02-28")),
            ("\u{200e}28/02/1990", Ok("1990-02-28")),
            ("28/02/90", Ok("1990-02-28")),
            ("٢٨/٠٢/٩٠", Ok("1990-02-28")),
            ("28.2.05", Ok("2005-02-28")),
            ("1990/02/28", Ok("1990-02-28")),
            ("28/02/16", Err(FieldError::YearInFull)),
            ("0090-02-28", Err(FieldError::YearInFull)),
            ("28 février 1990", Err(FieldError::DateInWords)),
            ("02/28/1990", Err(FieldError::InvalidDate)),
            ("+1990-02-28", Err(FieldError::InvalidDate)),
            ("30/02/90", Err(FieldError::InvalidDate)),
            ("28/02/1890", Err(FieldError::TooOld { max: OLDEST })),
            ("28/02/2027", Err(FieldError::DateInFuture)),
            ("9999-12-31", Err(FieldError::DateInFuture)),
            ("", Err(FieldError::Required)),
        ] {
            let read = birth_date(typed, today).map(|born| born.to_string());
            assert_eq!(read.as_deref().map_err(Clone::clone), born, "{typed}");
        }
        assert_eq!(read_date("28/02/90"), Err(FieldError::YearInFull));
    }
}
