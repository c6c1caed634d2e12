//! Whether a password would be guessed.

use zxcvbn::{
    Score,
    feedback::{Suggestion, Warning},
    zxcvbn,
};

use crate::domain::field_error::{FieldError, PasswordWeakness as Why};

/// Shortest and longest password, in characters.
pub const SHORTEST: usize = 10;
pub const LONGEST: usize = 128;

/// Judges a password; `personal` holds the person's own words (names, address), which an attacker tries first.
pub fn check_password(password: &str, personal: &[&str]) -> Result<(), FieldError> {
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
    let words: Vec<&str> = personal
        .iter()
        .flat_map(|text| text.split(|c: char| !c.is_alphanumeric()).chain([*text]))
        .filter(|word| word.chars().count() >= 3)
        .collect();
    let judged = zxcvbn(password, &words);
    if judged.score() >= Score::Three {
        return Ok(());
    }
    let lower = password.to_lowercase();
    let own_word = words.iter().any(|word| lower.contains(&word.to_lowercase()));
    let why = if own_word { Why::Personal } else { judged.feedback().map_or(Why::Guessable, explain) };
    Err(FieldError::PasswordWeak { why })
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
    fn length_is_counted_in_characters() {
        assert_eq!(check_password("", &PERSONAL), Err(FieldError::Required));
        assert_eq!(check_password("ééééééééé", &PERSONAL), Err(FieldError::PasswordTooShort { min: 10 }));
        assert_eq!(check_password(&"é".repeat(129), &PERSONAL), Err(FieldError::PasswordTooLong { max: 128 }));
    }
}
