//! Numbers of identity documents.

use super::{FormValues, fields as f, text};
use crate::domain::field_error::FieldErrors;

/// Characters of a document's number, at most.
pub const LONGEST_NUMBER: usize = 50;

/// A document of the closed list `id_document` and its number.
#[derive(Clone, PartialEq, Eq)]
pub struct IdentityDocument {
    pub kind: &'static str,
    pub number: String,
}

impl std::fmt::Debug for IdentityDocument {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "IdentityDocument({}, …)", self.kind)
    }
}

/// The field of a form and the kind of document it asks for.
pub const DOCUMENT_FIELDS: [(&str, &str); 2] =
    [(f::PASSPORT_NUMBER, "passport"), (f::RESIDENCE_CARD, "residence_card")];

/// The numbers that were typed; every one may be left out.
///
/// # Errors
/// Every wrong field.
pub fn check_documents(values: &FormValues) -> Result<Vec<IdentityDocument>, FieldErrors> {
    let mut errors = FieldErrors::default();
    let documents = DOCUMENT_FIELDS
        .into_iter()
        .filter_map(|(field, kind)| {
            let number = errors.collect(field, text::readable(values.first(field), LONGEST_NUMBER))??;
            Some(IdentityDocument { kind, number })
        })
        .collect();
    if errors.is_empty() { Ok(documents) } else { Err(errors) }
}

/// The form under which a number is found again: letters and digits only, upper case.
#[must_use]
pub fn comparable_number(number: &str) -> String {
    number.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_uppercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::field_error::FieldError;

    #[test]
    fn numbers_are_taken_as_written_and_compared_by_their_signs() {
        let values = [(f::PASSPORT_NUMBER, " ab-12 34 ")].into_iter().collect();
        let documents = check_documents(&values).unwrap();
        assert_eq!(documents, [IdentityDocument { kind: "passport", number: "ab-12 34".to_owned() }]);
        assert_eq!(comparable_number("ab-12 34"), "AB1234");
        assert!(!format!("{documents:?}").contains("12"));
    }

    #[test]
    fn a_number_of_signs_alone_is_none() {
        let check = |number: &str| check_documents(&[(f::PASSPORT_NUMBER, number)].into_iter().collect());
        assert_eq!(check("\u{200b}\u{2800}"), Ok(Vec::new()));
        assert_eq!(
            check("\u{2066}AB-1\u{2069}").unwrap().first().map(|document| document.number.as_str()),
            Some("AB-1")
        );
        assert_eq!(check("--").unwrap_err().get(f::PASSPORT_NUMBER), Some(&FieldError::NoLetterOrDigit));
    }

    #[test]
    fn too_long_a_number_names_its_field() {
        let values = [(f::RESIDENCE_CARD, "9".repeat(51))].into_iter().collect();
        let errors = check_documents(&values).unwrap_err();
        assert_eq!(errors.get(f::RESIDENCE_CARD), Some(&FieldError::TooLong { max: 50 }));
    }
}
