//! Which bit of a searched row says that a word of its text begins with a letter.
//!
//! A question of one letter fits so many people that to read their rows takes less time than an index of words.
//! The positions are stored with every row: they never change without a new version of the rows
//! (`services/directory_index.rs`).

/// What words begin with after [`normalise`](crate::domain::search::text::normalise). Other letters have no bit, and
/// digits begin few words.
const LETTERS: &str = "abcdefghijklmnopqrstuvwxyzءابتثجحخدذرزسشصضطظعغفقكلمنهوي";

/// The bit of a word that is one letter, if that letter has one.
#[must_use]
pub fn bit_of(word: &str) -> Option<i64> {
    let mut letters = word.chars();
    match (letters.next(), letters.next()) {
        (Some(letter), None) => LETTERS.chars().position(|known| known == letter).map(|position| 1 << position),
        _ => None,
    }
}

/// The bits of a stored text ([`index_text`](crate::domain::search::text::index_text)).
#[must_use]
pub fn bits_of(text: &str) -> i64 {
    let first = text.split(' ').filter_map(|word| word.chars().next());
    first.filter_map(|letter| bit_of(letter.encode_utf8(&mut [0; 4]))).fold(0, |all, bit| all | bit)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::search::text::{index_text, matches, query_words};

    #[test]
    fn every_letter_has_a_bit_of_its_own_beside_the_sign() {
        let all: Vec<_> = LETTERS.chars().map(|letter| bit_of(&letter.to_string()).unwrap()).collect();
        assert!(all.len() < 63 && all.iter().all(|bit| *bit > 0));
        assert_eq!(all.iter().fold(0, |sum, bit| sum | bit).count_ones() as usize, all.len());
        assert_eq!(
            (bit_of("a"), bit_of("b"), bit_of("ab"), bit_of("é"), bit_of("7"), bit_of("")),
            (Some(1), Some(2), None, None, None, None)
        );
    }

    proptest! {
        #[test]
        fn bits_answer_as_the_words_do(text in "[a-eA-E أآبçéß0-9 -]{0,20}", letter in "[a-eأبإe]") {
            let stored = index_text([text.as_str()]);
            let question = query_words(&letter);
            let bit = bit_of(&question[0]).unwrap();
            prop_assert_eq!(bits_of(&stored) & bit != 0, matches(&stored, &question));
        }
    }
}
