//! Numbers as people write them, and what is no number.

use super::*;
use crate::domain::hostile::{Texts, rounds};

#[test]
fn numbers_become_international() {
    for (typed, country, stored) in [
        ("0600000000", "MA", "+212600000000"),
        ("06 00-00.00 00", "MA", "+212600000000"),
        ("٠٦٠٠٠٠٠٠٠٠", "MA", "+212600000000"),
        ("۰۶۰۰۰۰۰۰۰۰", "MA", "+212600000000"),
        ("０６００００００００", "MA", "+212600000000"),
        ("+1 (202) 555-0101", "MA", "+12025550101"),
        ("0012025550101", "MA", "+12025550101"),
        ("00 212 600 000 000", "FR", "+212600000000"),
        ("٠٠٢١٢٦٠٠٠٠٠٠٠٠", "FR", "+212600000000"),
        ("011 212 600 000000", "US", "+212600000000"),
        ("\u{202a}0600000000\u{202c}", "MA", "+212600000000"),
        ("\u{202a}00212600000000\u{202c}", "US", "+212600000000"),
        ("\u{2066}+212 600 000000\u{2069}", "FR", "+212600000000"),
        ("06\u{2009}00\u{2009}00\u{2009}00\u{2009}00", "MA", "+212600000000"),
        ("06\u{202f}00\u{a0}00\u{2007}00\u{3000}00", "MA", "+212600000000"),
        ("+212\u{200e}600000000", "MA", "+212600000000"),
        ("06\u{2011}00\u{2011}00\u{2011}00\u{2011}00", "MA", "+212600000000"),
        ("06·00•00∙00‧00", "MA", "+212600000000"),
        ("06/00/00/00/00", "MA", "+212600000000"),
        ("+212 (0)6 00 00 00 00", "MA", "+212600000000"),
        ("00212 (0) 6 00 00 00 00", "FR", "+212600000000"),
        ("+33 (0)6 12 34 56 78", "MA", "+33612345678"),
        ("+00212600000000", "MA", "+212600000000"),
        ("(+212) 600-000000", "FR", "+212600000000"),
        ("(212+) 600000000", "FR", "+212600000000"),
        ("212600000000+", "FR", "+212600000000"),
        ("＋212600000000", "FR", "+212600000000"),
        ("212600000000", "MA", "+212600000000"),
        ("2120600000000", "MA", "+212600000000"),
        ("600000000", "MA", "+212600000000"),
        ("tel:+212600000000", "MA", "+212600000000"),
        ("TEL:%2B212-600-000000", "FR", "+212600000000"),
        ("tel://0600000000", "MA", "+212600000000"),
        ("wa.me/212600000000", "FR", "+212600000000"),
        ("https://wa.me/212600000000?text=Bonjour%206", "FR", "+212600000000"),
        ("https://wa.me/+212600000000/", "FR", "+212600000000"),
        ("http://www.wa.me/0600000000", "MA", "+212600000000"),
        ("https://api.whatsapp.com/send?phone=212600000000&text=06", "FR", "+212600000000"),
        ("https://api.whatsapp.com/send/?phone=%2B212600000000", "FR", "+212600000000"),
        ("https://api.whatsapp.com/send/?text=a&phone=+212600000000", "FR", "+212600000000"),
        ("whatsapp://send?phone=212600000000", "FR", "+212600000000"),
    ] {
        assert_eq!(phone_to_e164(typed, country).as_deref(), Ok(stored), "{typed} {country}");
    }
}

#[test]
fn countries_have_their_present_numbering() {
    for (typed, country, stored) in [
        ("01 97 00 00 00", "BJ", "+2290197000000"),
        ("+229 01 97 00 00 00", "MA", "+2290197000000"),
        ("01 01 00 00 00", "CI", "+2250101000000"),
        ("70 000 00 00", "SN", "+221700000000"),
        ("620 00 00 00", "GN", "+224620000000"),
        ("70 00 00 00", "BF", "+22670000000"),
        ("22 00 00 00", "MR", "+22222000000"),
        ("06 00 00 00", "GA", "+24106000000"),
        ("+241 (0)6 00 00 00", "MA", "+24106000000"),
        ("0810 000 000", "CD", "+243810000000"),
        ("991 00 00", "CV", "+2389910000"),
        ("06 00 00 00 00", "EH", "+212600000000"),
        ("+39 06 1234 5678", "MA", "+390612345678"),
        ("0551 00 00 00", "DZ", "+213551000000"),
        ("20 000 000", "TN", "+21620000000"),
        ("0612345678", "FR", "+33612345678"),
    ] {
        assert_eq!(phone_to_e164(typed, country).as_deref(), Ok(stored), "{typed} {country}");
    }
    for (typed, country) in [("97000000", "BJ"), ("+229 97 00 00 00", "MA"), ("07 00 00 00", "CI")] {
        assert_eq!(phone_to_e164(typed, country), Err(FieldError::InvalidPhone), "{typed} {country}");
    }
}

#[test]
fn letters_are_never_digits() {
    for typed in [
        "0612cast34",
        "061234dgfs",
        "+212600aaa000",
        "0800 CASTING",
        "06 00 00 00 00 WhatsApp",
        "06 00 00 00 00 ext. 5",
        "06 00 00 00 00 x5",
        "06 00 00 00 00 ou 06 11 11 11 11",
        "٠٦٠٠٠٠٠٠٠٠ واتساب",
        "hello",
        "06O0000000",
        "0600000000;ext=5",
        "06 00 00 00 00 #",
        "+212+600000000",
        "0600+000000",
        "https://wa.me/message/ABCDEF",
        "https://example.org/212600000000",
        "06 00 00 00 ⁰⁰",
    ] {
        assert_eq!(phone_to_e164(typed, "MA"), Err(FieldError::PhoneNotDigits), "{typed}");
    }
}

#[test]
fn what_no_network_has_is_refused() {
    for typed in ["", " ", "\u{200e}\u{200b}"] {
        assert_eq!(phone_to_e164(typed, "MA"), Err(FieldError::Required), "{typed:?}");
    }
    let long = "0".repeat(300);
    for typed in
        ["12", "06123", "060000000000", "+", "00", "-", "+999123456789", "06 00 00 00 00 / 06 11 11 11 11", &long]
    {
        assert_eq!(phone_to_e164(typed, "MA"), Err(FieldError::InvalidPhone), "{typed}");
    }
    assert_eq!(phone_to_e164("0600000000", "??"), Err(FieldError::InvalidPhone));
}

#[test]
fn hostile_texts_give_e164_or_an_error() {
    let mut random = Texts::new(11, "0000012256789٠٦۰٠０+() .-/·\u{a0}\u{200e}\u{2066}a:?=%");
    let countries = ["MA", "FR", "US", "BJ", "GA", "CI", "IT", "EH", "XX", ""];
    for round in rounds(4_000, 1) {
        let typed = match round % 4 {
            0 => format!("+212{}", random.next(14)),
            1 => format!("https://wa.me/{}", random.next(16)),
            2 => format!("06{}", random.next(12)),
            _ => random.next(50),
        };
        for country in countries {
            if let Ok(stored) = phone_to_e164(&typed, country) {
                assert!(stored.starts_with('+') && stored.len() <= 18, "{typed:?}");
                assert!(stored.chars().skip(1).all(|c| c.is_ascii_digit()), "{typed:?}");
                for other in ["MA", "US"] {
                    assert_eq!(phone_to_e164(&stored, other).as_ref(), Ok(&stored), "{typed:?} {country}");
                }
            }
        }
    }
}
