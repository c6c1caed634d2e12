//! The code of a person: `MACAS0001F`. A label, never a secret.

use std::{fmt, str::FromStr};

use unicode_normalization::UnicodeNormalization as _;

use super::typed::{first_characters, is_dash, is_invisible, to_ascii};

/// Characters of the longest code.
const LONGEST: usize = 12;
/// Nothing after so many characters is read.
const LONGEST_TYPED: usize = 200;

/// Two letters of the country, three of the city, a number, the gender at registration.
///
/// Matched ignoring case, spaces, dashes and marks, in digits and letters of any width; stored and shown in capitals.
/// Numbers have four digits from us, five after 9999; codes brought from elsewhere may have six.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UniqueCode(String);

/// Why a text is no code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a unique code")]
pub struct NotACode;

impl UniqueCode {
    /// The code with this number under a prefix.
    ///
    /// # Errors
    /// When the parts do not make a code.
    pub fn from_parts(prefix: &CodePrefix, number: i64, gender: char) -> Result<Self, NotACode> {
        format!("{prefix}{number:04}{gender}").parse()
    }

    /// Prefix and number of a code with four or five digits, as ours have.
    #[cfg(feature = "ssr")]
    #[must_use]
    pub fn counted(&self) -> Option<(CodePrefix, i64)> {
        let (prefix, rest) = self.0.split_at_checked(5)?;
        let digits = rest.get(..rest.len().checked_sub(1)?)?;
        let number = digits.parse().ok().filter(|_| digits.len() < 6)?;
        Some((CodePrefix(prefix.to_owned()), number))
    }

    /// The code as it is stored and shown.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for UniqueCode {
    type Err = NotACode;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let code = spelled(text);
        if is_code(code.as_bytes()) { Ok(Self(code)) } else { Err(NotACode) }
    }
}

/// The beginning of a code, or a whole one, in its spelling; `None` for what begins no code.
#[must_use]
pub fn beginning_of_code(typed: &str) -> Option<String> {
    let code = spelled(typed);
    let possible = (1..=LONGEST).contains(&code.len()) && code.bytes().all(|byte| byte.is_ascii_alphanumeric());
    possible.then_some(code)
}

/// The characters of a code however it was typed or pasted: without marks, spaces, dashes and the punctuation around
/// it, Latin capitals and digits in ASCII.
fn spelled(typed: &str) -> String {
    let code: String = first_characters(typed, LONGEST_TYPED)
        .nfkc()
        .filter(|c| !c.is_whitespace() && !is_invisible(*c) && !is_dash(*c))
        .map(|c| to_ascii(c).to_ascii_uppercase())
        .collect();
    code.trim_matches(|c: char| !c.is_alphanumeric()).to_owned()
}

/// `[A-Z]{2}[A-Z0-9]{3}[0-9]{4,6}[MFN]`
fn is_code(bytes: &[u8]) -> bool {
    let [country_1, country_2, city_1, city_2, city_3, number @ .., gender] = bytes else { return false };
    country_1.is_ascii_uppercase()
        && country_2.is_ascii_uppercase()
        && [city_1, city_2, city_3].into_iter().all(|b| is_capital_or_digit(*b))
        && (4..=6).contains(&number.len())
        && number.iter().all(u8::is_ascii_digit)
        && matches!(gender, b'M' | b'F' | b'N')
}

const fn is_capital_or_digit(byte: u8) -> bool {
    byte.is_ascii_uppercase() || byte.is_ascii_digit()
}

impl fmt::Display for UniqueCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The five characters before the number: each prefix counts for itself.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct CodePrefix(String);

impl CodePrefix {
    /// Country code and three characters of the city: its own code where it has one, else the beginning of
    /// its name.
    ///
    /// # Errors
    /// When the country is not two letters.
    #[cfg(feature = "ssr")]
    pub fn of_place(country: &str, city_code: Option<&str>, city_name: &str) -> Result<Self, NotACode> {
        let city = match city_code {
            Some(code) if code.len() == 3 && code.bytes().all(is_capital_or_digit) => code.to_owned(),
            _ => first_three_in_latin(city_name),
        };
        let country = country.to_ascii_uppercase();
        if country.len() == 2 && country.bytes().all(|b| b.is_ascii_uppercase()) {
            Ok(Self(format!("{country}{city}")))
        } else {
            Err(NotACode)
        }
    }

    /// The five characters.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for CodePrefix {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Łódź → LOD, Ix → IXX, 東京 → DON.
#[cfg(feature = "ssr")]
fn first_three_in_latin(name: &str) -> String {
    let letters: String = deunicode::deunicode(name)
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .take(3)
        .map(|c| c.to_ascii_uppercase())
        .collect();
    format!("{letters:X<3}")
}

#[cfg(test)]
#[cfg(feature = "ssr")]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn prefix(country: &str, code: Option<&str>, name: &str) -> String {
        CodePrefix::of_place(country, code, name).unwrap().to_string()
    }

    #[test]
    fn prefixes_come_from_the_place() {
        assert_eq!(prefix("MA", Some("CAS"), "Casablanca"), "MACAS");
        assert_eq!(prefix("PL", None, "Łódź"), "PLLOD");
        assert_eq!(prefix("FR", None, "Y"), "FRYXX");
        assert_eq!(prefix("ma", None, "'Ain 'Atiq"), "MAAIN");
        assert_eq!(prefix("MA", None, "…"), "MAXXX");
        assert!(CodePrefix::of_place("M1", None, "Fès").is_err());
    }

    #[test]
    fn numbers_grow_to_five_digits() {
        let prefix = CodePrefix::of_place("MA", Some("CAS"), "Casablanca").unwrap();
        assert_eq!(UniqueCode::from_parts(&prefix, 1, 'F').unwrap().as_str(), "MACAS0001F");
        assert_eq!(UniqueCode::from_parts(&prefix, 9_999, 'M').unwrap().as_str(), "MACAS9999M");
        assert_eq!(UniqueCode::from_parts(&prefix, 10_000, 'N').unwrap().as_str(), "MACAS10000N");
    }

    #[test]
    fn codes_of_ours_are_counted() {
        let counted = |code: &str| {
            let counted = code.parse::<UniqueCode>().unwrap().counted();
            counted.map(|(prefix, number)| (prefix.to_string(), number))
        };
        assert_eq!(counted("MACAS0042F"), Some(("MACAS".to_owned(), 42)));
        assert_eq!(counted("MACAS10000N"), Some(("MACAS".to_owned(), 10_000)));
        assert_eq!(counted("MACAS000042F"), None);
    }

    #[test]
    fn codes_are_read_however_they_are_typed_or_pasted() {
        for typed in [
            "\u{200e}MACAS0001F",
            "\u{2068}MACAS0001F\u{2069}",
            "ＭＡＣＡＳ０００１Ｆ",
            "MACAS 0001 F",
            "MACAS\u{200b}0001F",
            "MACAS\u{a0}0001\u{202f}F",
            "MA-CAS–0001‑F",
            "MA−CAS－0001-F",
            "macas0001f",
            "MACAS٠٠٠١F",
            "MACAS۰۰۰۱F",
            "MACAS0001F.",
            "MACAS0001F,",
            "MACAS0001F،",
            "MACAS0001F。",
            "« MACAS0001F »",
            "(MACAS0001F)",
            "\u{feff}\u{202a}MACAS\u{ad}0001F\u{202c}\n",
            "ⓂⒶCAS0001F",
        ] {
            assert_eq!(typed.parse::<UniqueCode>().as_ref().map(UniqueCode::as_str), Ok("MACAS0001F"), "{typed}");
        }
    }

    #[test]
    fn beginnings_of_codes_are_read_too() {
        for (typed, beginning) in
            [("ma", "MA"), (" MA-cas ", "MACAS"), ("\u{2068}MACAS٠٠\u{2069}", "MACAS00"), ("MACAS0001F.", "MACAS0001F")]
        {
            assert_eq!(beginning_of_code(typed).as_deref(), Some(beginning), "{typed}");
        }
        for typed in ["", "\u{200e}", ";", "é", "MA?CAS", "MACAS0001FMACAS", "محمد"] {
            assert_eq!(beginning_of_code(typed), None, "{typed}");
        }
    }

    #[test]
    fn hostile_texts_read_back_or_are_no_code() {
        let mut random = crate::domain::hostile::Texts::new(
            17,
            "MACASmacas0001FMNfmn٠١۰۱ＭＦ０１.-‑–,;\u{200b}\u{200e}\u{2068}\u{a0} éEI\u{301}\u{307}\u{212a}",
        );
        for round in crate::domain::hostile::rounds(6_000, 1) {
            let typed =
                if round % 2 == 0 { random.next(20) } else { format!("MACAS{}F{}", random.next(6), random.next(3)) };
            if let Ok(code) = typed.parse::<UniqueCode>() {
                assert_eq!(code.as_str().parse().as_ref(), Ok(&code), "{typed:?}");
            }
            if let Some(beginning) = beginning_of_code(&typed) {
                assert_eq!(beginning_of_code(&beginning).as_ref(), Some(&beginning), "{typed:?}");
            }
        }
    }

    #[test]
    fn what_is_no_code_is_refused() {
        for text in [
            "",
            "MACAS001F",
            "MACAS0001X",
            "M1CAS0001F",
            "MACAS0000001F",
            "MACÉS0001F",
            "MACAS0001F MACAS0002F",
            "MACAS²001F1",
            "MA.CAS0001F",
        ] {
            assert_eq!(text.parse::<UniqueCode>(), Err(NotACode), "{text}");
        }
    }

    proptest! {
        #[test]
        fn every_code_reads_back_however_it_is_typed(
            code in "[A-Z]{2}[A-Z0-9]{3}[0-9]{4,6}[MFN]",
            gaps in prop::collection::vec(prop_oneof![Just(""), Just(" "), Just("-"), Just("\u{a0}")], 12),
            lower in any::<bool>(),
        ) {
            let mut typed: String = code.chars().zip(gaps).map(|(c, gap)| format!("{c}{gap}")).collect();
            if lower {
                typed = typed.to_lowercase();
            }
            let read = typed.parse::<UniqueCode>().unwrap();
            prop_assert_eq!(read.as_str(), code.as_str());
        }

        #[test]
        fn any_city_name_gives_codes(name in ".{0,40}", number in 1_i64..=999_999, gender in "[MFN]") {
            let prefix = CodePrefix::of_place("MA", None, &name).unwrap();
            let code = UniqueCode::from_parts(&prefix, number, gender.chars().next().unwrap()).unwrap();
            prop_assert!(code.as_str().starts_with(prefix.as_str()));
            prop_assert_eq!(code.to_string().parse::<UniqueCode>().unwrap(), code);
        }

        #[test]
        fn reading_never_panics(text in ".*") {
            let _ = text.parse::<UniqueCode>();
        }
    }
}
