//! How texts are compared in searches: one function for what is stored and for what is asked.

use unicode_normalization::{UnicodeNormalization as _, char::is_combining_mark};

/// Folds a text to lower-case words without marks, separated by one space.
///
/// Compatibility forms are taken apart, accents, Arabic vowel signs and tatweel dropped, the Arabic letters
/// that people interchange made one; everything that is neither letter nor digit separates words.
#[must_use]
pub fn normalise(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for character in text.nfkd().filter(|c| !is_combining_mark(*c) && *c != '\u{640}').flat_map(char::to_lowercase) {
        match character {
            'أ' | 'إ' | 'آ' => folded.push('ا'),
            'ى' => folded.push('ي'),
            'ة' => folded.push('ه'),
            c if c.is_alphanumeric() => folded.push(c),
            // Lower-casing can bring a mark of its own (İ).
            c if is_combining_mark(c) => {}
            _ => {
                if !folded.ends_with(' ') {
                    folded.push(' ');
                }
            }
        }
    }
    folded.trim().to_owned()
}

/// Words of so many letters are found with one wrong letter too, when nothing matches exactly.
pub const SHORTEST_APPROXIMATE: usize = 5;
/// Longer words are cut, in stored texts and in questions alike.
pub const LONGEST_WORD: usize = 64;
/// Words of a question after these do not count.
pub const MOST_WORDS: usize = 8;

/// The normalised words of a text, each cut to [`LONGEST_WORD`] characters.
pub fn words(text: &str) -> Vec<String> {
    normalise(text)
        .split(' ')
        .filter(|word| !word.is_empty())
        .map(|word| word.chars().take(LONGEST_WORD).collect())
        .collect()
}

/// The words of a question.
#[must_use]
pub fn query_words(question: &str) -> Vec<String> {
    let mut words = words(question);
    words.truncate(MOST_WORDS);
    words
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn accents_case_and_punctuation_do_not_matter() {
        assert_eq!(normalise("  Élodie-Béatrice  N'Diaye "), "elodie beatrice n diaye");
        assert_eq!(normalise("Łódź"), "łodz");
        assert_eq!(normalise("ﬁlm 4K"), "film 4k");
    }

    #[test]
    fn arabic_forms_meet() {
        assert_eq!(normalise("أحمـــد"), normalise("احمد"));
        assert_eq!(normalise("فاطِمة"), normalise("فاطمه"));
        assert_eq!(normalise("ليلى"), normalise("ليلي"));
    }

    #[test]
    fn questions_are_bounded() {
        let question = query_words(&format!("un deux trois quatre cinq six sept huit neuf {}", "a".repeat(99)));
        assert_eq!(question.len(), MOST_WORDS);
        assert_eq!(query_words(&"a".repeat(99)), ["a".repeat(LONGEST_WORD)]);
        assert!(query_words(" ,;- ").is_empty());
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
        fn marks_and_case_do_not_matter(text in "[a-zA-Zéèàçïôû ]{0,30}") {
            prop_assert_eq!(normalise(&text), normalise(&text.to_uppercase()));
        }
    }
}
