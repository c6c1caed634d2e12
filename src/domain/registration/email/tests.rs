//! Addresses as people type and paste them.

use super::*;
use crate::domain::hostile::{Texts, rounds};

#[test]
fn addresses_are_taken_and_compared_without_case_and_spaces() {
    assert_eq!(check_email("  Amina.B+cast@Example.ORG ").as_deref(), Ok("Amina.B+cast@Example.ORG"));
    assert_eq!(normalise_email(" Amina.B@Example. ORG"), "amina.b@example.org");
}

#[test]
fn one_mailbox_has_one_form() {
    for (spellings, normal, shown) in [
        (
            &[
                "amina@bücher.example",
                "Amina@BÜCHER.example",
                "amina@xn--bcher-kva.example",
                "amina@XN--BCHER-KVA.Example",
                "amina@bu\u{308}cher.example",
                "amina@bücher。example",
            ][..],
            "amina@xn--bcher-kva.example",
            "amina@bücher.example",
        ),
        (
            &[
                "amina@ｅxample.org",
                "amina@ｅｘａｍｐｌｅ．ｏｒｇ",
                "amina＠example.org",
                "amina@ex\u{ad}ample.org",
                "\u{200e}amina@example.org\u{200f}",
                "\u{2068}amina@example.org\u{2069}",
                "mailto:amina@example.org",
                "MAILTO:amina@example.org?subject=Casting%20a",
                "amina@\u{200b}example.org",
                "\u{feff}amina@example.org",
                "amina@example.org\u{a0}",
            ][..],
            "amina@example.org",
            "amina@example.org",
        ),
        (&["a.b+cast@example.photography"][..], "a.b+cast@example.photography", "a.b+cast@example.photography"),
        (&["amina@موقع.example"][..], "amina@xn--4gbrim.example", "amina@موقع.example"),
        (&["o'neil@example.org"][..], "o'neil@example.org", "o'neil@example.org"),
    ] {
        for typed in spellings {
            assert_eq!(normalise_email(typed), normal, "{typed}");
            let taken = check_email(typed).unwrap();
            assert_eq!((taken.to_lowercase().as_str(), normalise_email(&taken).as_str()), (shown, normal), "{typed}");
            assert_eq!(deliverable_email(&taken).to_lowercase(), normal, "{typed}");
        }
    }
}

#[test]
fn what_looks_alike_is_not_the_same() {
    for (one, other) in [
        ("mike@example.org", "mi\u{212a}e@example.org"),
        ("sam@example.org", "\u{17f}am@example.org"),
        ("ilker@example.org", "\u{131}lker@example.org"),
        ("amina@example.org", "аmina@example.org"),
        ("amina@example.org", "аmina@exаmple.org"),
        ("amina@strasse.example", "amina@straße.example"),
        ("ａmina@example.org", "amina@example.org"),
    ] {
        assert_ne!(normalise_email(one), normalise_email(other), "{other}");
    }
    assert_eq!(check_email("mi\u{212a}e@example.org"), Err(FieldError::InvalidEmail));
}

#[test]
fn what_cannot_be_an_address_is_refused() {
    for typed in ["", "  ", "\u{200e}\u{feff}", "mailto:"] {
        assert_eq!(check_email(typed), Err(FieldError::Required), "{typed:?}");
    }
    for typed in [
        "amina",
        "@example.org",
        "amina@",
        "amina@example",
        "amina@exemple",
        "a@b@example.org",
        ".a@example.org",
        "a..b@example.org",
        "a@-example.org",
        "a@example-.org",
        "a@example..org",
        "a@.example.org",
        "a@exa_mple.org",
        "a@10.0.0.1",
        "a@١٠.٠.٠.١",
        "a@[10.0.0.1]",
        "a\u{0}@example.org",
        "<a@example.org>",
        "a,b@example.org",
        "\"amina b\"@example.org",
        "\"amina\"@example.org",
        "أمينة@example.org",
        "a@xn--.example",
        "a@xn--zzzzzzz99999.example",
    ] {
        assert_eq!(check_email(typed), Err(FieldError::InvalidEmail), "{typed}");
    }
    assert_eq!(check_email(&format!("{}@example.org", "a".repeat(65))), Err(FieldError::InvalidEmail));
    assert_eq!(check_email(&format!("a@{}.org", "a".repeat(64))), Err(FieldError::InvalidEmail));
    assert_eq!(check_email(&format!("a@{}org", "abcdefgh.".repeat(30))), Err(FieldError::InvalidEmail));
}

#[test]
fn hostile_texts_have_one_form() {
    let mut random = Texts::new(13, "aAkKzÜüßéİıﬀ٠۰ａ．@＠.-_+\"?:x\u{212a}\u{17f}\u{200d}\u{ad}\u{308}\u{2066} 1。");
    for round in rounds(6_000, 1) {
        let typed = match round % 3 {
            0 => random.next(30),
            1 => format!("{}@{}.example", random.next(6), random.next(12)),
            _ => format!("mailto:a@xn--{}.org", random.next(10)),
        };
        let once = normalise_email(&typed);
        assert_eq!(normalise_email(&once), once, "{typed:?}");
        if let Ok(address) = check_email(&typed) {
            assert_eq!(check_email(&address).as_ref(), Ok(&address), "{typed:?}");
            assert_eq!(normalise_email(&address), once, "{typed:?}");
            assert!(deliverable_email(&address).is_ascii(), "{typed:?}");
        }
    }
}
