//! The words of one kind of text, each with the people whose text has it.

use std::{collections::BTreeMap, ops::Bound};

use roaring::RoaringBitmap;
use serde::{Deserialize, Serialize};

use super::columns::Doc;

/// Words that fewer people have are a short list instead of a bitmap, which takes three times the memory.
const FEW: usize = 12;

/// No more letters than so many are tried in the place of one.
const MOST_LETTERS: usize = 64;

/// Words in order, each with its people.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Dictionary(BTreeMap<Box<str>, People>);

#[derive(Debug, Serialize, Deserialize)]
enum People {
    Few(Vec<Doc>),
    Many(RoaringBitmap),
}

impl Dictionary {
    /// Adds a word of a person. Numbers of people come in ascending order.
    pub fn add(&mut self, word: &str, doc: Doc) {
        match self.0.get_mut(word) {
            Some(people) => people.add(doc),
            None => drop(self.0.insert(word.into(), People::Few(vec![doc]))),
        }
    }

    /// People with this word.
    pub fn with(&self, word: &str) -> RoaringBitmap {
        union(self.0.get(word).into_iter())
    }

    /// People with a word that begins so.
    pub fn beginning_with(&self, beginning: &str) -> RoaringBitmap {
        union(self.words_from(beginning).map(|(_, people)| people))
    }

    /// Words of a text may begin with one that differs by one letter (changed, missing, added, or swapped with its
    /// neighbour): people with such words.
    pub fn beginning_nearly_with(&self, beginning: &str) -> RoaringBitmap {
        let letters: Vec<char> = beginning.chars().collect();
        let mut found = RoaringBitmap::new();
        self.explore(&mut String::new(), &letters, &mut found);
        found
    }

    fn words_from<'a>(&'a self, beginning: &'a str) -> impl Iterator<Item = (&'a str, &'a People)> {
        let from = (Bound::Included(beginning), Bound::Unbounded);
        let words = self.0.range::<str, _>(from).map(|(word, people)| (&**word, people));
        words.take_while(move |(word, _)| word.starts_with(beginning))
    }

    /// The letters that follow a beginning in some word.
    fn letters_after(&self, beginning: &str) -> Vec<char> {
        let mut letters = Vec::new();
        let mut from: String = beginning.to_owned();
        while letters.len() < MOST_LETTERS
            && let Some((word, _)) = self.words_from_bound(&from).filter(|(word, _)| word.starts_with(beginning))
        {
            let Some(letter) = word.get(beginning.len()..).and_then(|rest| rest.chars().next()) else {
                // The beginning itself is a word: the next one is longer.
                from = format!("{beginning}\u{0}");
                continue;
            };
            letters.push(letter);
            // Everything after the words with this letter.
            let Some(next) = char::from_u32(u32::from(letter) + 1).or_else(|| char::from_u32(0xE000)) else { break };
            from = format!("{beginning}{next}");
        }
        letters
    }

    /// One letter, and two, as some words begin.
    pub fn short_beginnings(&self) -> Vec<String> {
        let mut beginnings: Vec<String> = self.letters_after("").into_iter().map(String::from).collect();
        for one in beginnings.clone() {
            beginnings.extend(self.letters_after(&one).into_iter().map(|letter| format!("{one}{letter}")));
        }
        beginnings
    }

    fn words_from_bound(&self, from: &str) -> Option<(&str, &People)> {
        let mut words = self.0.range::<str, _>((Bound::Included(from), Bound::Unbounded));
        words.next().map(|(word, people)| (&**word, people))
    }

    /// Walks along the letters as long as words begin so, and tries one change at each place.
    fn explore(&self, beginning: &mut String, rest: &[char], found: &mut RoaringBitmap) {
        let take = |dictionary: &Self, changed: String, rest: &[char], found: &mut RoaringBitmap| {
            let whole: String = changed.chars().chain(rest.iter().copied()).collect();
            *found |= dictionary.beginning_with(&whole);
        };
        let (Some(&letter), after) = (rest.first(), rest.get(1..).unwrap_or_default()) else { return };
        take(self, beginning.clone(), after, found);
        if let [next, others @ ..] = after {
            take(self, format!("{beginning}{next}{letter}"), others, found);
        }
        for other in self.letters_after(beginning).into_iter().filter(|other| *other != letter) {
            take(self, format!("{beginning}{other}"), after, found);
            take(self, format!("{beginning}{other}"), rest, found);
        }
        beginning.push(letter);
        if self.words_from(beginning).next().is_some() {
            self.explore(beginning, after, found);
        }
        beginning.pop();
    }
}

impl People {
    fn add(&mut self, doc: Doc) {
        match self {
            Self::Few(few) if few.last() == Some(&doc) => {}
            Self::Few(few) if few.len() < FEW => few.push(doc),
            Self::Few(few) => *self = Self::Many(few.iter().copied().chain([doc]).collect()),
            Self::Many(many) => drop(many.insert(doc)),
        }
    }
}

/// Everyone of several lists: bits are set one by one, because most words have few people.
fn union<'a>(lists: impl Iterator<Item = &'a People>) -> RoaringBitmap {
    let mut rare: Vec<Doc> = Vec::new();
    let mut all = RoaringBitmap::new();
    for people in lists {
        match people {
            People::Few(few) => rare.extend_from_slice(few),
            People::Many(many) => all |= many,
        }
    }
    rare.sort_unstable();
    all |= rare.into_iter().collect::<RoaringBitmap>();
    all
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::search::words::{query_words, stored_words};

    fn dictionary(words: &[&str]) -> Dictionary {
        let mut dictionary = Dictionary::default();
        for (doc, word) in (0..).zip(words) {
            dictionary.add(word, doc);
        }
        dictionary
    }

    fn found(bitmap: &RoaringBitmap) -> Vec<Doc> {
        bitmap.iter().collect()
    }

    #[test]
    fn short_beginnings_are_those_of_words() {
        let mut dictionary = Dictionary::default();
        for (doc, word) in (0..).zip(["abc", "a", "ba", "bac", "ا"]) {
            dictionary.add(word, doc);
        }
        assert_eq!(dictionary.short_beginnings(), ["a", "b", "ا", "ab", "ba"]);
    }

    #[test]
    fn beginnings_are_found() {
        let words = dictionary(&["fassi", "fass", "fas", "amina", "fassia"]);
        assert_eq!(found(&words.beginning_with("fass")), [0, 1, 4]);
        assert_eq!(found(&words.beginning_with("x")), [] as [Doc; 0]);
        assert_eq!((found(&words.with("fass")), found(&words.with("fa"))), (vec![1], vec![]));
        let mut many = Dictionary::default();
        (0..100).for_each(|doc| many.add("word", doc));
        (0..100).for_each(|doc| many.add("word", doc));
        assert_eq!(many.beginning_with("wo").len(), 100);
    }

    #[test]
    fn one_letter_may_be_wrong() {
        let words = dictionary(&["benjelloun", "الفاسي", "amina"]);
        for typed in ["benjeloun", "benjellloun", "benjalloun", "ebnjelloun", "enjelloun", "benjelluon"] {
            assert_eq!(found(&words.beginning_nearly_with(typed)), [0], "{typed}");
        }
        assert_eq!(found(&words.beginning_nearly_with("الفسي")), [1]);
        assert_eq!(found(&words.beginning_nearly_with("amnia")), [2]);
        assert_eq!(found(&words.beginning_nearly_with("omino")), [] as [Doc; 0]);
    }

    fn of_texts(texts: &[&str]) -> Dictionary {
        let mut dictionary = Dictionary::default();
        for (doc, text) in (0..).zip(texts) {
            for word in stored_words(text, true) {
                dictionary.add(&word, doc);
            }
        }
        dictionary
    }

    /// The people every word of a question finds.
    fn all_words(dictionary: &Dictionary, question: &str) -> Vec<Doc> {
        let people = query_words(question).into_iter().map(|word| dictionary.beginning_with(word.text()));
        people.reduce(|all, one| all & one).map(|all| found(&all)).unwrap_or_default()
    }

    #[test]
    fn beginnings_of_words_are_found() {
        let stored = of_texts(&["Amina El Fassi, Actrice principale"]);
        assert_eq!(all_words(&stored, "fas act"), [0]);
        assert_eq!(all_words(&stored, "assi"), [] as [Doc; 0]);
        assert_eq!(all_words(&stored, "amina tailleur"), [] as [Doc; 0]);
    }

    /// Whether one change makes the beginning of a word of a typed text.
    fn nearly(word: &str, typed: &str) -> bool {
        let typed: Vec<char> = typed.chars().collect();
        let letters: Vec<char> = word.chars().collect();
        let mut variants: Vec<Vec<char>> = Vec::new();
        for place in 0..typed.len() {
            let (head, tail) = typed.split_at(place);
            variants.push([head, &tail[1..]].concat());
            if tail.len() > 1 {
                variants.push([head, &[tail[1], tail[0]], &tail[2..]].concat());
            }
            if let Some(other) = letters.get(place) {
                variants.push([head, &[*other], &tail[1..]].concat());
                variants.push([head, &[*other], tail].concat());
            }
        }
        variants.iter().any(|variant| letters.starts_with(variant))
    }

    proptest! {
        #[test]
        fn what_is_stored_is_found_by_itself(text in "\\PC{0,80}") {
            let stored = of_texts(&[&text]);
            prop_assert!(query_words(&text).is_empty() || all_words(&stored, &text) == [0]);
        }

        #[test]
        fn near_words_are_those_one_change_away(
            words in proptest::collection::vec("[abcé]{1,6}", 1..20),
            typed in "[abcé]{5,6}",
        ) {
            let words: Vec<&str> = words.iter().map(String::as_str).collect();
            let near = found(&dictionary(&words).beginning_nearly_with(&typed));
            for (doc, word) in (0..).zip(&words) {
                let expected = nearly(word, &typed);
                if expected {
                    prop_assert!(near.contains(&doc), "{word} is near {typed}");
                } else if !word.starts_with(typed.as_str()) {
                    prop_assert!(!near.contains(&doc), "{word} is not near {typed}");
                }
            }
        }
    }
}
