//! The identity document.

use crate::domain::{
    field_error::{FieldError, FieldErrors},
    reference,
    registration::{FormValues, IdentityDocument, LONGEST_NUMBER, fields as f, text},
};

/// The document and its number, both required.
///
/// # Errors
/// Every wrong field.
pub fn check_document(values: &FormValues) -> Result<IdentityDocument, FieldErrors> {
    let mut errors = FieldErrors::default();
    let kind = match values.trimmed(f::ID_DOCUMENT_TYPE) {
        "" => Err(FieldError::Required),
        key => reference::term("id_document", key).map(|term| term.key.as_str()).ok_or(FieldError::UnknownChoice),
    };
    let kind = errors.collect(f::ID_DOCUMENT_TYPE, kind);
    let number =
        errors.collect(f::ID_DOCUMENT_NUMBER, text::title(values.first(f::ID_DOCUMENT_NUMBER), LONGEST_NUMBER));
    match (kind, number) {
        (Some(kind), Some(number)) => Ok(IdentityDocument { kind, number }),
        _ => Err(errors),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_are_required_and_the_kind_is_of_the_list() {
        let check = |kind: &str, number: &str| {
            check_document(&[(f::ID_DOCUMENT_TYPE, kind), (f::ID_DOCUMENT_NUMBER, number)].into_iter().collect())
        };
        for kind in ["passport", "national_id", "residence_card"] {
            assert_eq!(check(kind, " AB-1 ").unwrap(), IdentityDocument { kind, number: "AB-1".to_owned() });
        }
        let long = "9".repeat(51);
        for (kind, number, field, error) in [
            ("", "AB", f::ID_DOCUMENT_TYPE, FieldError::Required),
            ("licence", "AB", f::ID_DOCUMENT_TYPE, FieldError::UnknownChoice),
            ("passport", " ", f::ID_DOCUMENT_NUMBER, FieldError::Required),
            ("passport", "\u{3164}", f::ID_DOCUMENT_NUMBER, FieldError::Required),
            ("passport", "-", f::ID_DOCUMENT_NUMBER, FieldError::NoLetterOrDigit),
            ("passport", long.as_str(), f::ID_DOCUMENT_NUMBER, FieldError::TooLong { max: 50 }),
        ] {
            assert_eq!(check(kind, number).unwrap_err().iter().collect::<Vec<_>>(), [(field, &error)]);
        }
    }
}
