//! Numbers as each language writes them.

use crate::i18n::Locale;

/// A whole number with its thousands apart: `12 345`, `12.345`, `12,345`.
#[must_use]
pub fn grouped(locale: Locale, number: impl Into<i128>) -> String {
    let number = number.into();
    if (0..1_000).contains(&number) {
        return number.to_string();
    }
    let gap = match locale {
        Locale::fr => '\u{202f}',
        Locale::ar => '.',
        Locale::en => ',',
    };
    let digits = number.unsigned_abs().to_string();
    let mut text = String::with_capacity(digits.len() * 2);
    if number < 0 {
        text.push('-');
    }
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(gap);
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::grouped;
    use crate::i18n::Locale;

    #[test]
    fn thousands_stand_apart() {
        assert_eq!(grouped(Locale::en, 0), "0");
        assert_eq!(grouped(Locale::en, 999), "999");
        assert_eq!(grouped(Locale::fr, 10_000), "10\u{202f}000");
        assert_eq!(grouped(Locale::ar, 1_234_567), "1.234.567");
        assert_eq!(grouped(Locale::en, -1_000), "-1,000");
    }
}
