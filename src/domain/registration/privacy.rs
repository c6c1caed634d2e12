//! Which audience may open a profile.

use super::{FormValues, fields as f};
use crate::domain::field_error::FieldError;

/// `public`, `members` or `private`. A minor's profile is never public.
///
/// # Errors
/// What is wrong with the choice.
pub fn check_visibility(values: &FormValues, minor: bool) -> Result<String, FieldError> {
    match values.trimmed(f::VISIBILITY) {
        "" => Err(FieldError::Required),
        "public" if minor => Err(FieldError::MinorCannotBePublic),
        known @ ("public" | "members" | "private") => Ok(known.to_owned()),
        _ => Err(FieldError::UnknownChoice),
    }
}
