//! Step 5: what others may see, and what you agree to.

use super::{FormValues, fields as f};
use crate::domain::field_error::{FieldError, FieldErrors};

/// The answers of step 5. The terms and the privacy notice are accepted in every one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Privacy {
    /// `public`, `members` or `private`.
    pub visibility: String,
    pub show_name_photo: bool,
    pub show_links: bool,
    pub show_origins: bool,
}

impl Privacy {
    /// Checks the answers. A minor's profile is never public.
    ///
    /// # Errors
    /// Every wrong field.
    pub fn check(values: &FormValues, minor: bool) -> Result<Self, FieldErrors> {
        let mut errors = FieldErrors::default();
        let visibility = match values.trimmed(f::VISIBILITY) {
            "" => Err(FieldError::Required),
            "public" if minor => Err(FieldError::MinorCannotBePublic),
            known @ ("public" | "members" | "private") => Ok(known.to_owned()),
            _ => Err(FieldError::UnknownChoice),
        };
        let visibility = errors.keep(f::VISIBILITY, visibility);
        if !values.is_ticked(f::ACCEPT_TERMS) {
            errors.add(f::ACCEPT_TERMS, FieldError::TermsRequired);
        }
        if !values.is_ticked(f::ACCEPT_PRIVACY) {
            errors.add(f::ACCEPT_PRIVACY, FieldError::PrivacyRequired);
        }
        match visibility {
            Some(visibility) if errors.is_empty() => Ok(Self {
                visibility,
                show_name_photo: values.is_ticked(f::SHOW_NAME_PHOTO),
                show_links: values.is_ticked(f::SHOW_LINKS),
                show_origins: values.is_ticked(f::SHOW_ORIGINS),
            }),
            _ => Err(errors),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(visibility: &str) -> FormValues {
        [(f::VISIBILITY, visibility), (f::ACCEPT_TERMS, "on"), (f::ACCEPT_PRIVACY, "on"), (f::SHOW_LINKS, "on")]
            .into_iter()
            .collect()
    }

    #[test]
    fn switches_are_off_unless_ticked() {
        let privacy = Privacy::check(&typed("members"), false).unwrap();
        assert!(privacy.show_links && !privacy.show_name_photo && !privacy.show_origins);
    }

    #[test]
    fn a_minor_is_never_public() {
        let errors = Privacy::check(&typed("public"), true).unwrap_err();
        assert_eq!(errors.get(f::VISIBILITY), Some(&FieldError::MinorCannotBePublic));
        assert!(Privacy::check(&typed("members"), true).is_ok());
    }

    #[test]
    fn nothing_is_agreed_to_by_silence() {
        let errors = Privacy::check(&FormValues::default(), false).unwrap_err();
        let wrong: Vec<_> = errors.iter().map(|(field, _)| field).collect();
        assert_eq!(wrong, [f::VISIBILITY, f::ACCEPT_TERMS, f::ACCEPT_PRIVACY]);
    }
}
