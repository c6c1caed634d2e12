//! Step 1: who you are, and who answers for you if you are under 18.

use chrono::NaiveDate;

use super::{FormValues, fields as f, phone::phone_to_e164, text};
use crate::domain::{
    age,
    field_error::{FieldError, FieldErrors},
};

/// Nobody is older.
pub const OLDEST: u32 = 110;
const LONGEST_NAME: usize = 100;

/// The answers of step 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    pub first_name: String,
    pub last_name: String,
    pub date_of_birth: NaiveDate,
    /// `M`, `F` or `N`.
    pub gender: char,
    /// Asked of minors only, and dropped when an adult sends it.
    pub guardian: Option<Guardian>,
}

/// Who answers for a minor, and agreed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Guardian {
    pub name: String,
    /// E.164.
    pub phone: String,
}

impl Identity {
    /// Checks the answers on a given day.
    ///
    /// # Errors
    /// Every wrong field.
    pub fn check(values: &FormValues, today: NaiveDate) -> Result<Self, FieldErrors> {
        let mut errors = FieldErrors::default();
        let first_name = errors.keep(f::FIRST_NAME, text::name(values.first(f::FIRST_NAME), LONGEST_NAME));
        let last_name = errors.keep(f::LAST_NAME, text::name(values.first(f::LAST_NAME), LONGEST_NAME));
        let born = errors.keep(f::DATE_OF_BIRTH, birth_date(values.trimmed(f::DATE_OF_BIRTH), today));
        let gender = errors.keep(f::GENDER, gender(values.trimmed(f::GENDER)));
        let guardian = match born {
            Some(born) if age::is_minor(born, today) => guardian(values, &mut errors),
            _ => None,
        };
        match (first_name, last_name, born, gender) {
            (Some(first_name), Some(last_name), Some(date_of_birth), Some(gender)) if errors.is_empty() => {
                Ok(Self { first_name, last_name, date_of_birth, gender, guardian })
            }
            _ => Err(errors),
        }
    }
}

/// Whether what was typed is the birth date of somebody under 18; `false` while it is no date.
#[must_use]
pub fn is_minor(values: &FormValues, today: NaiveDate) -> bool {
    birth_date(values.trimmed(f::DATE_OF_BIRTH), today).is_ok_and(|born| age::is_minor(born, today))
}

fn birth_date(typed: &str, today: NaiveDate) -> Result<NaiveDate, FieldError> {
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

/// Reads a day. Browsers without a date picker show a text field: people write the day first.
pub(super) fn read_date(typed: &str) -> Option<NaiveDate> {
    let formats = ["%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y"];
    formats.iter().find_map(|format| NaiveDate::parse_from_str(typed, format).ok())
}

fn gender(typed: &str) -> Result<char, FieldError> {
    match typed {
        "" => Err(FieldError::Required),
        "M" => Ok('M'),
        "F" => Ok('F'),
        "N" => Ok('N'),
        _ => Err(FieldError::UnknownChoice),
    }
}

/// A guardian's name and number however they are written: what tells one from another.
#[must_use]
pub fn guardian_in(values: &FormValues) -> (&str, Option<String>) {
    let number = phone_to_e164(values.first(f::GUARDIAN_PHONE), f::DEFAULT_COUNTRY).ok();
    (values.trimmed(f::GUARDIAN_NAME), number)
}

fn guardian(values: &FormValues, errors: &mut FieldErrors) -> Option<Guardian> {
    let missing = |error| if error == FieldError::Required { FieldError::GuardianRequired } else { error };
    let name = errors.keep(f::GUARDIAN_NAME, text::name(values.first(f::GUARDIAN_NAME), LONGEST_NAME).map_err(missing));
    let phone = phone_to_e164(values.first(f::GUARDIAN_PHONE), f::DEFAULT_COUNTRY).map_err(missing);
    let phone = errors.keep(f::GUARDIAN_PHONE, phone);
    if !values.is_ticked(f::GUARDIAN_CONSENT) {
        errors.add(f::GUARDIAN_CONSENT, FieldError::GuardianConsentRequired);
    }
    Some(Guardian { name: name?, phone: phone? })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn adult() -> FormValues {
        [(f::FIRST_NAME, " Amina "), (f::LAST_NAME, "Exemple"), (f::DATE_OF_BIRTH, "1990-02-28"), (f::GENDER, "F")]
            .into_iter()
            .collect()
    }

    fn with(field: &str, value: &str) -> FormValues {
        let mut values = adult();
        values.set(field, vec![value.to_owned()]);
        values
    }

    #[test]
    fn an_adult_needs_no_guardian() {
        let identity = Identity::check(&with(f::GUARDIAN_NAME, "ignored"), day("2026-11-22")).unwrap();
        assert_eq!((identity.first_name.as_str(), identity.gender, identity.guardian), ("Amina", 'F', None));
    }

    #[test]
    fn a_minor_needs_the_three_guardian_fields() {
        let mut values = with(f::DATE_OF_BIRTH, "2008-11-23");
        let errors = Identity::check(&values, day("2026-11-22")).unwrap_err();
        let wrong: Vec<_> = errors.iter().map(|(field, _)| field).collect();
        assert_eq!(wrong, [f::GUARDIAN_NAME, f::GUARDIAN_PHONE, f::GUARDIAN_CONSENT]);
        for (field, value) in
            [(f::GUARDIAN_NAME, "Parent Exemple"), (f::GUARDIAN_PHONE, "0600000000"), (f::GUARDIAN_CONSENT, "on")]
        {
            values.set(field, vec![value.to_owned()]);
        }
        let guardian = Identity::check(&values, day("2026-11-22")).unwrap().guardian.unwrap();
        assert_eq!(guardian.phone, "+212600000000");
        // The next day they are 18.
        assert_eq!(Identity::check(&values, day("2026-11-23")).unwrap().guardian, None);
    }

    #[test]
    fn each_wrong_field_names_itself() {
        let today = day("2026-11-22");
        for (field, value, error) in [
            (f::FIRST_NAME, "", FieldError::Required),
            (f::LAST_NAME, " ", FieldError::Required),
            (f::DATE_OF_BIRTH, "", FieldError::Required),
            (f::DATE_OF_BIRTH, "yesterday", FieldError::InvalidDate),
            (f::DATE_OF_BIRTH, "2001-02-30", FieldError::InvalidDate),
            (f::DATE_OF_BIRTH, "2026-11-23", FieldError::DateInFuture),
            (f::DATE_OF_BIRTH, "1915-11-22", FieldError::TooOld { max: 110 }),
            (f::GENDER, "", FieldError::Required),
            (f::GENDER, "X", FieldError::UnknownChoice),
        ] {
            let errors = Identity::check(&with(field, value), today).unwrap_err();
            assert_eq!(errors.iter().collect::<Vec<_>>(), [(field, &error)], "{value}");
        }
        assert!(Identity::check(&with(f::DATE_OF_BIRTH, "28/02/1990"), today).is_ok());
        assert!(Identity::check(&with(f::DATE_OF_BIRTH, "1915-11-23"), today).is_ok());
    }
}
