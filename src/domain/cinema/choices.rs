//! Choices from the closed lists.

use super::fields as c;
use crate::domain::{
    field_error::{FieldError, FieldErrors},
    reference,
    registration::FormValues,
};

/// One or more types of talent, in the order of their list.
///
/// # Errors
/// None, or an unknown one.
pub fn check_types(values: &FormValues) -> Result<Vec<String>, FieldErrors> {
    let chosen = chosen(values, c::TALENT_TYPES, "cinema_talent_type")?;
    if chosen.is_empty() { Err(wrong(c::TALENT_TYPES, FieldError::Required)) } else { Ok(chosen) }
}

/// Any number of skills, in the order of their list.
///
/// # Errors
/// An unknown one.
pub fn check_skills(values: &FormValues) -> Result<Vec<String>, FieldErrors> {
    chosen(values, c::OTHER_TALENTS, "cinema_skill")
}

/// Any number of ethnicities, in the order of their list.
///
/// # Errors
/// An unknown one.
pub fn check_ethnicities(values: &FormValues) -> Result<Vec<String>, FieldErrors> {
    chosen(values, c::ETHNICITIES, "ethnicity")
}

fn chosen(values: &FormValues, field: &str, list: &str) -> Result<Vec<String>, FieldErrors> {
    let keys: Vec<&str> = values.all(field).iter().map(|key| key.trim()).filter(|key| !key.is_empty()).collect();
    if keys.iter().any(|key| reference::term(list, key).is_none()) {
        return Err(wrong(field, FieldError::UnknownChoice));
    }
    let in_order = reference::terms(list).filter(|term| keys.contains(&term.key.as_str()));
    Ok(in_order.map(|term| term.key.clone()).collect())
}

fn wrong(field: &str, error: FieldError) -> FieldErrors {
    let mut errors = FieldErrors::default();
    errors.add(field, error);
    errors
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(field: &'static str, keys: &[&str]) -> FormValues {
        keys.iter().map(|key| (field, *key)).collect()
    }

    #[test]
    fn every_key_of_the_lists_is_taken_once_and_in_order() {
        for (field, list, count) in [
            (c::TALENT_TYPES, "cinema_talent_type", 13),
            (c::OTHER_TALENTS, "cinema_skill", 45),
            (c::ETHNICITIES, "ethnicity", 15),
        ] {
            let keys: Vec<&str> = reference::terms(list).map(|term| term.key.as_str()).collect();
            assert_eq!(keys.len(), count);
            let twice: Vec<&str> = keys.iter().rev().chain(&keys).copied().collect();
            assert_eq!(chosen(&typed(field, &twice), field, list).unwrap(), keys);
            let errors = chosen(&typed(field, &["klingon"]), field, list).unwrap_err();
            assert_eq!(errors.get(field), Some(&FieldError::UnknownChoice));
        }
    }

    #[test]
    fn only_types_are_required() {
        let nothing = FormValues::default();
        assert_eq!(check_types(&nothing).unwrap_err().get(c::TALENT_TYPES), Some(&FieldError::Required));
        assert_eq!((check_skills(&nothing), check_ethnicities(&nothing)), (Ok(Vec::new()), Ok(Vec::new())));
    }
}
