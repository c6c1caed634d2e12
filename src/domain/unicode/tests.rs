use proptest::prelude::*;

use super::*;

#[test]
fn lines_have_one_form() {
    for (typed, kept) in [
        // Pasted from chat programs, files, web pages and word processors.
        ("\u{2068}Amina\u{2069}", "Amina"),
        ("\u{202b}Amina\u{202c}", "Amina"),
        ("\u{feff}Exemple", "Exemple"),
        ("Amina\u{a0}Sara", "Amina Sara"),
        ("Amina\u{202f}\u{2009}Sara\u{3000}", "Amina Sara"),
        (" \tAmina \u{b}\r\n Sara\u{2028}", "Amina Sara"),
        ("Ben\u{ad}jelloun", "Benjelloun"),
        ("A\u{0}mi\u{7f}na\u{9c}", "Amina"),
        ("Ami\u{fffe}na\u{1ffff}\u{fdd0}", "Amina"),
        ("Am\u{fe0f}ina\u{e0041}", "Amina"),
        ("Ami\u{180e}na\u{2062}\u{206a}", "Amina"),
        ("\u{200f}أمينة\u{200e}", "أمينة"),
        ("12\u{200f}، شارع المثال", "12، شارع المثال"),
        // Composed.
        ("E\u{301}lodie", "Élodie"),
        ("e\u{34f}\u{301}", "é"),
        // Joiners stay where they are spelling.
        ("می\u{200c}خواهم", "می\u{200c}خواهم"),
        ("क\u{94d}\u{200d}ष", "क\u{94d}\u{200d}ष"),
        ("ശ്രീ\u{d28}\u{d4d}\u{200d}", "ശ്രീ\u{d28}\u{d4d}\u{200d}"),
        ("می\u{200c}\u{200e}\u{200c}خواهم", "می\u{200c}خواهم"),
        ("می\u{200c} خواهم\u{200c}", "می خواهم"),
        ("Ami\u{200c}na\u{200d}", "Amina"),
        ("\u{200d}Amina", "Amina"),
        ("👩\u{200d}🎤 Sara", "👩\u{200d}🎤 Sara"),
        ("🏳\u{fe0f}\u{200d}🌈", "🏳\u{fe0f}\u{200d}🌈"),
        ("🎬\u{200d} Sara", "🎬 Sara"),
        ("❤\u{fe0f}", "❤\u{fe0f}"),
        ("1\u{fe0f}\u{20e3}", "1\u{fe0f}\u{20e3}"),
        ("1\u{fe0f}2", "12"),
        ("葛\u{e0100}城", "葛\u{e0100}城"),
    ] {
        assert_eq!(line(typed), kept, "{}", typed.escape_unicode());
    }
}

#[test]
fn nothing_is_left_of_what_cannot_be_seen() {
    for typed in [
        "",
        " ",
        "\u{200b}",
        "\u{2800}",
        "\u{200d}\u{200d}",
        "\u{200c}",
        "\u{ffa0}",
        "\u{3164}",
        "\u{115f}\u{1160}",
        "\u{34f}",
        "\u{200e}\u{200f}",
        "\u{fe0f}",
        "\u{feff}",
        "\u{2060}",
        "\u{ad}",
        "\u{61c}",
        "\u{e0020}",
        "\u{ffff}",
        "\u{2066}\u{2069}",
        "\u{180e}",
        "\u{3164} \u{2800}",
        "\u{7}",
        "\u{fffc}",
    ] {
        assert_eq!(line(typed), "", "{}", typed.escape_unicode());
        assert_eq!(paragraphs(typed), "", "{}", typed.escape_unicode());
    }
}

#[test]
fn texts_keep_their_lines_and_spaces() {
    for (typed, kept) in [
        ("Comédienne.\u{b}Vit à Rabat.", "Comédienne.\nVit à Rabat."),
        ("Page\u{c}Suivante", "Page\nSuivante"),
        ("one\r\ntwo\rthree\u{2028}four\u{2029}five\u{85}six", "one\ntwo\nthree\nfour\nfive\nsix"),
        (" \n\u{2800}\none  two\tthree \n", "one  two\tthree"),
        ("Vraiment\u{202f}?", "Vraiment\u{202f}?"),
        ("a\u{202e}b\u{0}", "ab"),
    ] {
        assert_eq!(paragraphs(typed), kept, "{}", typed.escape_unicode());
    }
}

#[test]
fn a_letter_has_room_for_six_marks() {
    let tower = |marks: usize| format!("x{}y", "\u{302}".repeat(marks));
    assert_eq!(line(&tower(6)), tower(6));
    assert_eq!(line(&tower(100)), tower(6));
    assert_eq!(paragraphs(&tower(100)), tower(6));
    // The first mark is within the composed letter.
    assert_eq!(line(&format!("i{}", "\u{302}".repeat(100))), format!("î{}", "\u{302}".repeat(5)));
    assert_eq!(line("مُحَمَّد بن الحُسَيْن").chars().count(), 21);
    assert_eq!(line("Nguyễn Thị Ánh"), "Nguyễn Thị Ánh");
}

#[test]
fn letters_are_those_that_are_read() {
    for c in ['a', 'Ə', 'ʃ', 'ǅ', 'م', 'ﷺ', 'ⴰ', 'ኃ', 'ߊ', '𞤀', '王', 'ᄀ', 'あ', 'ก'] {
        assert!(is_letter(c) && is_letter_or_number(c), "{c}");
    }
    for c in ['\'', '’', 'ʼ', 'ʿ', 'ـ', '\u{64e}', '\u{301}', '\u{3164}', '\u{2800}', '-', '🎬', '\u{7fa}', '\u{200d}']
    {
        assert!(!is_letter_or_number(c), "{}", c.escape_unicode());
    }
    for c in ['1', '٣', '½', 'Ⅳ'] {
        assert!(!is_letter(c) && is_letter_or_number(c), "{c}");
    }
}

proptest! {
    #[test]
    fn the_form_of_a_form_is_itself(typed in any::<String>(), dense in "[a\u{301}\u{34f}\u{200c}\u{200d}\u{fe0f}\u{2800}\u{3164}\r\u{b} 🎬👩یم\u{94d}क\u{1160}\u{ac00}\u{11a8}]{0,24}") {
        for typed in [typed, dense] {
            let (once, text) = (line(&typed), paragraphs(&typed));
            prop_assert_eq!(line(&once), once.clone());
            prop_assert_eq!(paragraphs(&text), text.clone());
            prop_assert!(!once.contains("  ") && once.trim() == once);
            prop_assert!(once.chars().all(|c| !c.is_control()));
            prop_assert!(text.chars().all(|c| !c.is_control() || matches!(c, '\n' | '\t')));
        }
    }

    #[test]
    fn what_is_seen_stays(typed in "[A-Za-zéأ-ي0-9'’.,()-]{1,30}") {
        let composed: String = typed.nfc().collect();
        prop_assert_eq!(line(&typed), composed);
    }
}
