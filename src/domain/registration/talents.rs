//! Step 4: talents.

use super::{FormValues, fields as f};
use crate::domain::field_error::FieldError;

/// The most talents a profile may name.
pub const MAX_TALENTS: usize = 5;

/// The chosen talents, each once, in the order they were sent; all of them among `known`.
///
/// # Errors
/// None, an unknown one, or more than [`MAX_TALENTS`].
pub fn check_talents(values: &FormValues, known: &[String]) -> Result<Vec<String>, FieldError> {
    let mut chosen: Vec<String> = Vec::new();
    for key in values.all(f::TALENTS).iter().map(|key| key.trim()).filter(|key| !key.is_empty()) {
        if !chosen.iter().any(|earlier| earlier == key) {
            chosen.push(key.to_owned());
        }
    }
    if chosen.is_empty() {
        Err(FieldError::Required)
    } else if chosen.iter().any(|key| !known.contains(key)) {
        Err(FieldError::UnknownChoice)
    } else if chosen.len() > MAX_TALENTS {
        Err(FieldError::TooManyTalents { max: MAX_TALENTS })
    } else {
        Ok(chosen)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(chosen: &[&str]) -> Result<Vec<String>, FieldError> {
        let known: Vec<String> = ["a", "b", "c", "d", "e", "f"].map(str::to_owned).to_vec();
        check_talents(&chosen.iter().map(|key| (f::TALENTS, *key)).collect(), &known)
    }

    #[test]
    fn one_to_five_known_talents() {
        assert_eq!(check(&["b", "a", "b"]), Ok(vec!["b".to_owned(), "a".to_owned()]));
        assert!(check(&["a", "b", "c", "d", "e"]).is_ok());
        assert_eq!(check(&[]), Err(FieldError::Required));
        assert_eq!(check(&["a", "z"]), Err(FieldError::UnknownChoice));
        assert_eq!(check(&["a", "b", "c", "d", "e", "f"]), Err(FieldError::TooManyTalents { max: 5 }));
    }
}
