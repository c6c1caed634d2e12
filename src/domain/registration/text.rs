//! Checks every text goes through.

use crate::domain::{
    field_error::FieldError,
    unicode::{self, is_letter, is_letter_or_number},
};

/// Characters of the biography and of the education, at most.
pub const LONGEST_TEXT: usize = 2_000;
/// Characters of a postal address, at most.
pub const LONGEST_ADDRESS: usize = 300;

/// A name must be there, fit, and hold a letter.
pub(in crate::domain) fn name(typed: &str, max: usize) -> Result<String, FieldError> {
    with_letter(line(typed, max)?.ok_or(FieldError::Required)?)
}

/// The title of a work must be there, fit, and hold a letter or a digit: « 1917 » is one.
pub(in crate::domain) fn title(typed: &str, max: usize) -> Result<String, FieldError> {
    readable(typed, max)?.ok_or(FieldError::Required)
}

/// A line with a letter or a digit, such as the number of a document, that may be left out.
pub(in crate::domain) fn readable(typed: &str, max: usize) -> Result<Option<String>, FieldError> {
    match line(typed, max)? {
        Some(line) if !line.chars().any(is_letter_or_number) => Err(FieldError::NoLetterOrDigit),
        line => Ok(line),
    }
}

/// A line that may be left out, in the form of [`unicode::line`].
pub(in crate::domain) fn line(typed: &str, max: usize) -> Result<Option<String>, FieldError> {
    fitting(unicode::line(typed), max)
}

/// A text of several lines that may be left out, in the form of [`unicode::paragraphs`].
pub(in crate::domain) fn paragraphs(typed: &str, max: usize) -> Result<Option<String>, FieldError> {
    fitting(unicode::paragraphs(typed), max)
}

/// A line that is a name: one without letters names nothing.
pub(in crate::domain) fn with_letter(line: String) -> Result<String, FieldError> {
    if line.chars().any(is_letter) { Ok(line) } else { Err(FieldError::NoLetter) }
}

/// A whole number that may be left out, written with the digits and separators people use.
pub(in crate::domain) fn whole_number(typed: &str, max: i64) -> Result<Option<i64>, FieldError> {
    let wrong = FieldError::InvalidNumber { max };
    let mut number: Option<i64> = None;
    for c in typed.chars().filter(|c| !c.is_whitespace() && !unicode::is_invisible(*c)) {
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

fn fitting(text: String, max: usize) -> Result<Option<String>, FieldError> {
    if text.is_empty() {
        Ok(None)
    } else if text.chars().count() > max {
        Err(FieldError::TooLong { max })
    } else {
        Ok(Some(text))
    }
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
        for typed in [
            "",
            " \t ",
            "\u{200b}",
            "\u{3164}",
            "\u{2800}",
            "\u{200d}\u{200d}",
            "\u{ffa0}",
            "\u{34f}",
            "\u{200e}\u{200f}",
            "\u{fe0f}",
            "\u{2066}\u{2069}",
            "\u{e0041}",
            "\u{0}",
        ] {
            assert_eq!(name(typed, 100), Err(FieldError::Required), "{}", typed.escape_unicode());
        }
        for typed in ["'", "12", "\u{640}", "-", "’ʼ", "ʿ", "٣", "…", "🎬", "\u{64e}\u{651}", "½"] {
            assert_eq!(name(typed, 100), Err(FieldError::NoLetter), "{}", typed.escape_unicode());
        }
        assert_eq!(name(&"a".repeat(101), 100), Err(FieldError::TooLong { max: 100 }));
    }

    #[test]
    fn what_cannot_be_seen_in_a_name_is_dropped() {
        for typed in ["A\u{0}b", "A\u{202e}b", "\u{feff}Ab", "\u{2068}Ab\u{2069}", "A\u{200b}b "] {
            assert_eq!(name(typed, 2), Ok("Ab".to_owned()), "{}", typed.escape_unicode());
        }
        assert_eq!(name("A\n\u{a0}b", 3), Ok("A b".to_owned()));
    }

    #[test]
    fn titles_may_be_made_of_digits() {
        for typed in ["1917", "٣", "Ali Zaoua", "8½"] {
            assert_eq!(title(typed, 200), Ok(typed.to_owned()));
        }
        assert_eq!(title("\u{200b}", 200), Err(FieldError::Required));
        assert_eq!(title("…", 200), Err(FieldError::NoLetterOrDigit));
        assert_eq!((readable(" \u{200b}", 50), readable("AB\u{200f}-1 ", 50)), (Ok(None), Ok(Some("AB-1".to_owned()))));
    }

    #[test]
    fn paragraphs_keep_their_lines() {
        assert_eq!(paragraphs(" one\r\ntwo\rthree ", 100), Ok(Some("one\ntwo\nthree".to_owned())));
        assert_eq!(paragraphs("Comédienne.\u{b}Vit à Rabat.", 100), Ok(Some("Comédienne.\nVit à Rabat.".to_owned())));
        assert_eq!(paragraphs("Page\u{c}Suivante", 100), Ok(Some("Page\nSuivante".to_owned())));
        assert_eq!(paragraphs(" \n ", 100), Ok(None));
        assert_eq!(paragraphs("a\u{202e}b", 100), Ok(Some("ab".to_owned())));
        assert_eq!(paragraphs("12\u{200f}، شارع المثال", 100), Ok(Some("12، شارع المثال".to_owned())));
        assert_eq!(paragraphs("a\r\nb", 3), Ok(Some("a\nb".to_owned())));
    }

    #[test]
    fn numbers_as_people_write_them() {
        assert_eq!(whole_number(" 1 500 ", 9_999), Ok(Some(1_500)));
        assert_eq!(whole_number("١٢", 80), Ok(Some(12)));
        assert_eq!(whole_number("\u{2066}1\u{202f}5\u{200b}\u{2069}", 80), Ok(Some(15)));
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
