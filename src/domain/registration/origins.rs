//! Where you come from.

use super::{FormValues, fields as f};
use crate::domain::field_error::{FieldError, FieldErrors};

/// Country of origin and nationality, both country codes that may be left out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Origins {
    pub country_of_origin: Option<String>,
    pub nationality: Option<String>,
}

impl Origins {
    /// Checks the answers against the countries we know.
    ///
    /// # Errors
    /// Every wrong field.
    pub fn check(values: &FormValues, countries: &[String]) -> Result<Self, FieldErrors> {
        let mut errors = FieldErrors::default();
        let mut country = |field: &str| {
            let checked = match values.trimmed(field) {
                "" => Ok(None),
                code if countries.iter().any(|known| known == code) => Ok(Some(code.to_owned())),
                _ => Err(FieldError::UnknownChoice),
            };
            errors.keep(field, checked)
        };
        match (country(f::COUNTRY_OF_ORIGIN), country(f::NATIONALITY)) {
            (Some(country_of_origin), Some(nationality)) => Ok(Self { country_of_origin, nationality }),
            _ => Err(errors),
        }
    }
}
