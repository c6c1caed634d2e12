//! Checks every text goes through.

use crate::domain::field_error::FieldError;

/// Characters of the biography and of the education, at most.
pub const LONGEST_TEXT: usize = 2_000;
/// Characters of a postal address, at most.
pub const LONGEST_ADDRESS: usize = 300;

/// A name must be there, fit, and hold no control characters; the spaces around it are dropped.
pub(in crate::domain) fn name(typed: &str, max: usize) -> Result<String, FieldError> {
    line(typed, max)?.ok_or(FieldError::Required)
}

/// A line that may be left out.
pub(in crate::domain) fn line(typed: &str, max: usize) -> Result<Option<String>, FieldError> {
    checked(typed.trim(), max, |_| false)
}

/// A text of several lines that may be left out. Line ends become `\n`.
pub(in crate::domain) fn paragraphs(typed: &str, max: usize) -> Result<Option<String>, FieldError> {
    let text = typed.replace("\r\n", "\n").replace('\r', "\n");
    checked(text.trim(), max, |c| c == '\n' || c == '\t')
}

/// A whole number that may be left out, written with the digits and separators people use.
pub(in crate::domain) fn whole_number(typed: &str, max: i64) -> Result<Option<i64>, FieldError> {
    let wrong = FieldError::InvalidNumber { max };
    let mut number: Option<i64> = None;
    for c in typed.trim().chars().filter(|c| !c.is_whitespace() && !matches!(c, '\u{200e}' | '\u{200f}')) {
        let Some(digit) = digit(c) else { return Err(wrong) };
        let grown = number.unwrap_or(0).checked_mul(10).and_then(|n| n.checked_add(digit));
        number = Some(grown.filter(|n| *n <= max).ok_or_else(|| wrong.clone())?);
    }
    Ok(number)
}

/// A whole number between two bounds that may be left out.
pub(in crate::domain) fn number_between(typed: &str, min: i64, max: i64) -> Result<Option<i64>, FieldError> {
    // Without a lower bound of its own a field says the upper one only.
    let wrong = || if min == 0 { FieldError::InvalidNumber { max } } else { FieldError::NumberOutOfRange { min, max } };
    let number = whole_number(typed, max).map_err(|_| wrong())?;
    if number.is_some_and(|number| number < min) { Err(wrong()) } else { Ok(number) }
}

/// Western, Arabic and Persian digits.
fn digit(c: char) -> Option<i64> {
    let from = |zero: char| u32::from(c).checked_sub(u32::from(zero)).filter(|n| *n <= 9).map(i64::from);
    from('0').or_else(|| from('٠')).or_else(|| from('۰'))
}

fn checked(text: &str, max: usize, wanted: impl Fn(char) -> bool) -> Result<Option<String>, FieldError> {
    if text.is_empty() {
        Ok(None)
    } else if text.chars().count() > max {
        Err(FieldError::TooLong { max })
    } else if text.chars().any(|c| is_unwanted(c) && !wanted(c)) {
        Err(FieldError::ControlCharacters)
    } else {
        Ok(Some(text.to_owned()))
    }
}

/// Control characters, and those that turn the direction of the text around them.
fn is_unwanted(c: char) -> bool {
    c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

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

    #[test]
    fn paragraphs_keep_their_lines() {
        assert_eq!(paragraphs(" one\r\ntwo\rthree ", 100), Ok(Some("one\ntwo\nthree".to_owned())));
        assert_eq!(paragraphs(" \n ", 100), Ok(None));
        assert_eq!(paragraphs("a\u{202e}b", 100), Err(FieldError::ControlCharacters));
        assert_eq!(paragraphs("a\r\nb", 3), Ok(Some("a\nb".to_owned())));
    }

    #[test]
    fn numbers_as_people_write_them() {
        assert_eq!(whole_number(" 1 500 ", 9_999), Ok(Some(1_500)));
        assert_eq!(whole_number("١٢", 80), Ok(Some(12)));
        assert_eq!(whole_number("", 80), Ok(None));
        for typed in ["-1", "1.5", "douze", "81", "99999999999999999999999"] {
            assert_eq!(whole_number(typed, 80), Err(FieldError::InvalidNumber { max: 80 }), "{typed}");
        }
    }

    proptest! {
        #[test]
        fn a_taken_number_is_within_its_bounds(typed in ".{0,12}", max in 0_i64..1_000_000) {
            if let Ok(Some(number)) = whole_number(&typed, max) {
                prop_assert!((0..=max).contains(&number));
            }
        }
    }
}
