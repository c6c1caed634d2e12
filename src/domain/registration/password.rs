//! Whether a password would be guessed.

use std::collections::HashSet;

use unicode_normalization::UnicodeNormalization as _;
use zxcvbn::{
    Score,
    feedback::{Suggestion, Warning},
    zxcvbn,
};

use crate::domain::{
    field_error::{FieldError, PasswordWeakness as Why},
    typed::first_characters,
};

/// Shortest and longest password, in characters.
pub const SHORTEST: usize = 10;
pub const LONGEST: usize = 128;
/// Characters the estimator looks at: its work grows with the third power of their number.
const MOST_ESTIMATED: usize = 40;
/// A password longer than [`MOST_ESTIMATED`] with so many different characters is none that is guessed.
const MANY_DIFFERENT: usize = 20;
/// Own words the estimator compares with, and the characters of each.
const MOST_OWN_WORDS: usize = 20;
const LONGEST_OWN_WORD: usize = 50;
/// Characters of a name or an address in which own words are looked for.
const LONGEST_PERSONAL: usize = 300;

/// The form in which a password is judged and hashed, so that every keyboard and system types the same one: spaces of
/// every kind are plain ones and marks are composed (`OpaqueString` of RFC 8265); case and width stay.
#[must_use]
pub fn normalise_password(typed: &str) -> String {
    typed.chars().map(|c| if is_space(c) { ' ' } else { c }).nfc().collect()
}

/// Unicode's category of space separators.
const fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}')
}

/// Judges a password; `personal` holds the person's own words (names, address), which an attacker tries first.
///
/// # Errors
/// What is wrong with it.
pub fn check_password(password: &str, personal: &[&str]) -> Result<(), FieldError> {
    // A letter is composed of a few characters at most: what is far too long is not looked at.
    if first_characters(password, 4 * LONGEST).len() < password.len() {
        return Err(FieldError::PasswordTooLong { max: LONGEST });
    }
    let password = normalise_password(password);
    let length = password.chars().count();
    if length == 0 {
        return Err(FieldError::Required);
    }
    if length < SHORTEST {
        return Err(FieldError::PasswordTooShort { min: SHORTEST });
    }
    if length > LONGEST {
        return Err(FieldError::PasswordTooLong { max: LONGEST });
    }
    if length > MOST_ESTIMATED && different_characters(&password) >= MANY_DIFFERENT {
        return Ok(());
    }
    let words = own_words(personal);
    let judged = zxcvbn(estimated(&password), &words);
    if judged.score() >= Score::Three {
        return Ok(());
    }
    let lower = password.to_lowercase();
    let own_word = words.iter().any(|word| lower.contains(&word.to_lowercase()));
    let why = if own_word { Why::Personal } else { judged.feedback().map_or(Why::Guessable, explain) };
    Err(FieldError::PasswordWeak { why })
}

/// What the estimator is given of a password.
fn estimated(password: &str) -> &str {
    first_characters(password, MOST_ESTIMATED)
}

fn different_characters(password: &str) -> usize {
    password.chars().collect::<HashSet<_>>().len()
}

/// The words of a person's names and address, and these as a whole, each once.
fn own_words<'a>(personal: &[&'a str]) -> Vec<&'a str> {
    let texts = personal.iter().map(|text| first_characters(text, LONGEST_PERSONAL));
    let all = texts.flat_map(|text| std::iter::once(text).chain(text.split(|c: char| !c.is_alphanumeric())));
    let mut words = Vec::new();
    for word in all.map(|word| first_characters(word, LONGEST_OWN_WORD)).filter(|word| word.chars().count() >= 3) {
        if words.len() == MOST_OWN_WORDS {
            break;
        }
        if !words.contains(&word) {
            words.push(word);
        }
    }
    words
}

fn explain(feedback: &zxcvbn::feedback::Feedback) -> Why {
    match feedback.warning() {
        Some(
            Warning::ThisIsATop10Password
            | Warning::ThisIsATop100Password
            | Warning::ThisIsACommonPassword
            | Warning::ThisIsSimilarToACommonlyUsedPassword,
        ) => Why::Common,
        Some(
            Warning::AWordByItselfIsEasyToGuess
            | Warning::NamesAndSurnamesByThemselvesAreEasyToGuess
            | Warning::CommonNamesAndSurnamesAreEasyToGuess,
        ) => Why::SingleWord,
        Some(Warning::StraightRowsOfKeysAreEasyToGuess | Warning::ShortKeyboardPatternsAreEasyToGuess) => Why::Keyboard,
        Some(Warning::RepeatsLikeAaaAreEasyToGuess | Warning::RepeatsLikeAbcAbcAreOnlySlightlyHarderToGuess) => {
            Why::Repeated
        }
        Some(Warning::SequencesLikeAbcAreEasyToGuess) => Why::Sequence,
        Some(Warning::RecentYearsAreEasyToGuess | Warning::DatesAreOftenEasyToGuess) => Why::Date,
        None if feedback.suggestions().contains(&Suggestion::AvoidRepeatedWordsAndCharacters) => Why::Repeated,
        None => Why::Guessable,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PERSONAL: [&str; 3] = ["Amina", "Exemple", "amina.exemple@example.org"];

    #[test]
    fn a_phrase_of_unrelated_words_is_taken() {
        for password in ["olive tram velvet seven", "زيتونة ترام مخمل سبعة", "kT7#vq2!mZx9"] {
            assert_eq!(check_password(password, &PERSONAL), Ok(()), "{password}");
        }
    }

    #[test]
    fn a_guessable_one_is_explained() {
        for (password, why) in [
            ("1234567890", Why::Common),
            ("aminaexemple", Why::Personal),
            ("aaaaaaaaaaaa", Why::Repeated),
            ("Password123", Why::Common),
        ] {
            assert_eq!(check_password(password, &PERSONAL), Err(FieldError::PasswordWeak { why }), "{password}");
        }
    }

    #[test]
    fn one_password_has_one_form() {
        for (set, then) in [
            ("café olivé tramway sept", "cafe\u{301} olive\u{301} tramway sept"),
            ("زيتونة أحمد مخمل سبعة", "زيتونة ا\u{654}حمد مخمل سبعة"),
            ("olive\u{a0}tram velvet seven", "olive tram velvet seven"),
            ("olive\u{202f}tram\u{3000}velvet seven", "olive tram velvet seven"),
        ] {
            assert_eq!(normalise_password(set), normalise_password(then), "{set}");
        }
        for (one, other) in [("Olive", "olive"), ("ｏlive", "olive"), ("olive ", "olive"), ("o\u{200d}live", "olive")]
        {
            assert_ne!(normalise_password(one), normalise_password(other), "{other}");
        }
        let mut random = crate::domain::hostile::Texts::new(
            19,
            "aeEi\u{301}\u{307}\u{654}اأ \u{a0}\u{3000}\u{200d}ｅ각\u{1100}\u{1161}",
        );
        for _ in crate::domain::hostile::rounds(3_000, 1) {
            let once = normalise_password(&random.next(20));
            assert_eq!(normalise_password(&once), once);
        }
    }

    /// Chosen to keep the estimator busy: every character can stand for others.
    const COSTLY: &str =
        "4@8({[<3691!|1|70$5+7%2m4n5l07t1n3s4nd8r34d0n1c3c4t5l1k3t0t4st3r1c3l1n35r4t3d0n3s4l3t34m5l4t3r0n1t3s";

    #[test]
    fn the_estimator_is_given_little() {
        assert_eq!(estimated(COSTLY).chars().count(), MOST_ESTIMATED);
        assert_eq!(estimated("olive tram"), "olive tram");
        let endless = "a".repeat(250_000);
        let many: String = (100..10_000).map(|number| format!("mot{number} ")).collect();
        let words = own_words(&[&endless, &many, &many]);
        assert_eq!(words.len(), MOST_OWN_WORDS);
        assert!(words.iter().all(|word| word.chars().count() <= LONGEST_OWN_WORD));
        assert_eq!(
            own_words(&["Amina", "amina.exemple@example.org"]),
            ["Amina", "amina.exemple@example.org", "amina", "exemple", "example", "org"]
        );
    }

    #[test]
    fn a_long_password_counts_by_its_length_and_its_characters() {
        assert_eq!(check_password(COSTLY, &PERSONAL), Ok(()));
        let longest = format!("{}{}", "olive tram velvet seven ".repeat(5), "quartz k");
        assert_eq!((longest.chars().count(), check_password(&longest, &PERSONAL)), (LONGEST, Ok(())));
        for weak in ["a".repeat(60), "1234567890".repeat(5), "abc".repeat(30)] {
            assert!(matches!(check_password(&weak, &PERSONAL), Err(FieldError::PasswordWeak { .. })), "{weak}");
        }
        assert_eq!(check_password(&"a".repeat(240_000), &PERSONAL), Err(FieldError::PasswordTooLong { max: 128 }));
    }

    #[test]
    fn length_is_counted_in_characters() {
        assert_eq!(check_password("", &PERSONAL), Err(FieldError::Required));
        assert_eq!(check_password("ééééééééé", &PERSONAL), Err(FieldError::PasswordTooShort { min: 10 }));
        assert_eq!(check_password(&"é".repeat(129), &PERSONAL), Err(FieldError::PasswordTooLong { max: 128 }));
        assert_eq!(check_password(&"e\u{301}".repeat(9), &PERSONAL), Err(FieldError::PasswordTooShort { min: 10 }));
    }
}
