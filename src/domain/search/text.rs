//! How texts are folded: one function for what is stored and for what is asked.

use unicode_normalization::{UnicodeNormalization as _, char::is_combining_mark};

/// Stands between the parts of a word that an apostrophe or a hyphen joins.
pub(super) const JOINER: char = '-';

/// Folds a text to lower-case words without marks, separated by one space.
///
/// Compatibility forms are taken apart, accents, Arabic vowel signs, tatweel and invisible characters dropped, letters
/// that people interchange made one, digits of every script made 0 to 9; everything that is neither letter nor digit
/// separates words.
#[must_use]
pub fn normalise(text: &str) -> String {
    fold(text).replace(JOINER, " ")
}

/// As [`normalise`], with [`JOINER`] in place of the space where an apostrophe or a hyphen stood between two letters.
pub(super) fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut separator = None;
    let visible = text.chars().filter(|c| !is_invisible(*c)).map(|c| if joins(c) { JOINER } else { c });
    for character in visible.nfkd().flat_map(char::to_lowercase) {
        if is_ignored(character) {
            continue;
        }
        if !character.is_alphanumeric() || joins(character) {
            let joined = joins(character) && separator != Some(' ');
            separator = Some(if joined { JOINER } else { ' ' });
            continue;
        }
        let separator = separator.take();
        folded.extend(separator.filter(|_| !folded.is_empty()));
        match latin(character) {
            Some(letters) => folded.push_str(letters),
            None => folded.push(digit(character).unwrap_or_else(|| arabic(character))),
        }
    }
    folded
}

/// Marks, which come from letters taken apart, and the Arabic signs that are written or not.
fn is_ignored(character: char) -> bool {
    is_combining_mark(character) || matches!(character, 'ـ' | 'ء')
}

/// Format characters that show nothing and separate nothing, such as the marks of writing direction.
const fn is_invisible(character: char) -> bool {
    matches!(
        character,
        '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200d}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
            | '\u{feff}'
    )
}

/// Apostrophes, hyphens, and what people and keyboards put in their place; the signs for hamza and ayn in Latin
/// letters; the invisible separators inside words.
const fn joins(character: char) -> bool {
    matches!(
        character,
        '\'' | '`' | '´' | '\u{2b9}'..='\u{2bf}' | '\u{2c8}' | '\u{2ca}' | '\u{2cb}' | '‘' | '’' | '‛' | '′' | '‵'
            | '\u{55a}' | '\u{5f3}' | '\u{7f4}' | '\u{a78b}' | '\u{a78c}' | '\u{ff07}' | '\u{1e94b}'
            | '-' | '\u{2010}'..='\u{2015}' | '\u{2043}' | '\u{2212}' | '\u{58a}' | '\u{5be}' | '\u{fe58}' | '\u{fe63}'
            | '\u{ff0d}' | '\u{200b}' | '\u{200c}'
    )
}

/// Lower-case letters that no decomposition brings to a plain one.
const fn latin(letter: char) -> Option<&'static str> {
    Some(match letter {
        'ß' => "ss",
        'œ' => "oe",
        'æ' => "ae",
        'þ' => "th",
        'ɣ' => "gh",
        'ɲ' => "ny",
        'ø' | 'ɔ' | 'ɵ' => "o",
        'ł' | 'ƚ' | 'ɫ' => "l",
        'đ' | 'ð' | 'ɗ' | 'ɖ' => "d",
        'ı' | 'ɩ' | 'ɨ' => "i",
        'ŋ' | 'ƞ' => "n",
        'ħ' | 'ɦ' => "h",
        'ŧ' | 'ƭ' => "t",
        'ɓ' | 'ƀ' => "b",
        'ƙ' | 'ĸ' => "k",
        'ƴ' => "y",
        'ƥ' => "p",
        'ƒ' => "f",
        'ʋ' => "v",
        'ǥ' | 'ɠ' | 'ɡ' => "g",
        'ƶ' => "z",
        'ɛ' | 'ə' | 'ǝ' => "e",
        'ʉ' | 'ʊ' => "u",
        'ʃ' => "sh",
        'ς' => "σ",
        _ => return None,
    })
}

/// Arabic letters that stand for each other: between forms of a letter, keyboards of Arabic, Persian and Urdu, and
/// ways to write sounds that Arabic has no letter for.
const fn arabic(letter: char) -> char {
    match letter {
        'أ' | 'إ' | 'آ' | 'ٱ' | 'ٲ' | 'ٳ' => 'ا',
        'ى' | 'ی' | 'ې' | 'ے' | 'ۍ' | 'ێ' => 'ي',
        'ة' | 'ہ' | 'ھ' | 'ە' | 'ۀ' | 'ۂ' | 'ۃ' => 'ه',
        'ک' | 'ڪ' | 'ګ' | 'ڬ' | 'ڭ' | 'گ' | 'ݢ' | 'ݣ' | 'ݤ' => 'ك',
        'ۄ'..='ۋ' => 'و',
        'پ' => 'ب',
        'چ' => 'ج',
        'ژ' => 'ز',
        'ڢ' | 'ڤ' | 'ڥ' => 'ف',
        'ڧ' | 'ڨ' => 'ق',
        'ٹ' => 'ت',
        'ڈ' => 'د',
        'ڑ' => 'ر',
        'ں' => 'ن',
        other => other,
    }
}

/// The zeros of scripts whose digits are typed.
const ZEROS: &str = "\u{660}\u{6f0}\u{7c0}\u{966}\u{9e6}\u{be6}\u{e50}\u{ed0}\u{f20}\u{1040}\u{17e0}\u{1810}\u{1e950}";

fn digit(character: char) -> Option<char> {
    let value = |zero: char| u32::from(character).checked_sub(u32::from(zero)).filter(|value| *value < 10);
    char::from_digit(ZEROS.chars().find_map(value)?, 10)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn accents_case_and_punctuation_do_not_matter() {
        assert_eq!(normalise("  Élodie-Béatrice  N'Diaye "), "elodie beatrice n diaye");
        assert_eq!(normalise("Łódź"), "lodz");
        assert_eq!(normalise("ﬁlm 4K"), "film 4k");
    }

    #[test]
    fn letters_without_a_plain_form_get_one() {
        for (written, plain) in [
            ("Straße", "STRASSE"),
            ("STRAẞE", "strasse"),
            ("chœur", "choeur"),
            ("Ægir", "aegir"),
            ("Bjørn", "bjorn"),
            ("Łukasz", "lukasz"),
            ("Đặng", "dang"),
            ("Guðrún Þóra", "gudrun thora"),
            ("Işık", "isik"),
            ("IŞIK", "isik"),
            ("İstanbul", "istanbul"),
            ("Ŋoma Ɓaaba Ɗan Ƴar", "noma baaba dan yar"),
            ("Aɣilas", "aghilas"),
            ("ΣΟΦΟΣ", "σοφος"),
            ("𞤀𞤣𞤤𞤢𞤥", "𞤢𞤣𞤤𞤢𞤥"),
            ("ⴰⵎⵓⵔ", "ⴰⵎⵓⵔ"),
            ("Ａｍｉｎａ", "amina"),
            ("so\u{ad}leil \u{200f}amina", "soleil amina"),
        ] {
            assert_eq!(normalise(written), normalise(plain), "{written}");
        }
        assert_eq!(normalise("Ægir Þóra Straße"), "aegir thora strasse");
    }

    #[test]
    fn arabic_forms_meet() {
        for (one, other) in [
            ("أحمـــد", "احمد"),
            ("فاطِمة", "فاطمه"),
            ("ليلى", "ليلي"),
            ("كريم", "کریم"),
            ("مُحَمَّد", "محمد"),
            ("ﻣﺤﻤﺪ", "محمد"),
            ("ہند ھند", "هند هند"),
            ("ٱلرحمٰن", "الرحمن"),
            ("أڭادير", "أكادير"),
            ("علاء", "علا"),
            ("مؤمن رئيس", "مومن رييس"),
        ] {
            assert_eq!(normalise(one), normalise(other), "{one}");
        }
    }

    #[test]
    fn digits_of_every_script_meet() {
        for digits in ["٢٠٢٦", "۲۰۲۶", "２０２６", "߂߀߂߆", "𞥒𞥐𞥒𞥖"] {
            assert_eq!(normalise(digits), "2026", "{digits}");
        }
    }

    #[test]
    fn joiners_are_kept_between_letters_alone() {
        assert_eq!(fold("N'Diaye Ben‑Ali l’été"), "n-diaye ben-ali l-ete");
        assert_eq!(fold(" -a- 'b' c - d -- e--f "), "a b c d e-f");
        for joiner in ["'", "’", "ʼ", "ʻ", "`", "´", "׳", "′", "-", "‐", "‑", "–", "−", "\u{200c}"] {
            assert_eq!(fold(&format!("N{joiner}Diaye")), "n-diaye", "{joiner}");
        }
    }

    proptest! {
        #[test]
        fn folding_twice_changes_nothing(text in "\\PC{0,40}") {
            let once = normalise(&text);
            prop_assert_eq!(normalise(&once), once);
        }

        #[test]
        fn only_letters_digits_and_single_spaces_remain(text in any::<String>()) {
            let folded = normalise(&text);
            prop_assert!(folded.chars().all(|c| c == ' ' || c.is_alphanumeric()));
            prop_assert!(!folded.contains("  ") && folded.trim() == folded);
        }

        #[test]
        fn marks_and_case_do_not_matter(text in "[a-zA-Zéèàçïôûßœøł ]{0,30}") {
            prop_assert_eq!(normalise(&text), normalise(&text.to_uppercase()));
        }
    }
}
