//! Checks every one-line text goes through.

use crate::domain::field_error::FieldError;

/// A name must be there, fit, and hold no control characters; the spaces around it are dropped.
pub(super) fn name(typed: &str, max: usize) -> Result<String, FieldError> {
    let text = typed.trim();
    if text.is_empty() {
        Err(FieldError::Required)
    } else if text.chars().count() > max {
        Err(FieldError::TooLong { max })
    } else if text.chars().any(is_unwanted) {
        Err(FieldError::ControlCharacters)
    } else {
        Ok(text.to_owned())
    }
}

/// Control characters, and those that turn the direction of the text around them.
fn is_unwanted(c: char) -> bool {
    c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_every_script_are_taken() {
        for typed in ["Amina", "  أمينة العلوي ", "Ng", "O’Brien-Smith", "Žofia"] {
            assert_eq!(name(typed, 100), Ok(typed.trim().to_owned()));
        }
        assert_eq!(name("é", 1), Ok("é".to_owned()));
    }

    #[test]
    fn what_is_no_name_is_refused() {
        assert_eq!(name(" \t ", 100), Err(FieldError::Required));
        assert_eq!(name(&"a".repeat(101), 100), Err(FieldError::TooLong { max: 100 }));
        assert_eq!(name("A\u{0}b", 100), Err(FieldError::ControlCharacters));
        assert_eq!(name("A\nb", 100), Err(FieldError::ControlCharacters));
        assert_eq!(name("A\u{202e}b", 100), Err(FieldError::ControlCharacters));
    }
}
