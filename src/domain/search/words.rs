//! The words of stored texts and of questions.
//!
//! One name is written « Ben-Ali », « Ben Ali » or « Benali », « الفاسي » or « فاسي », « محمد » or « Mohamed ». So a
//! stored text has more words than it shows: parts that belong together also stand there as one, an Arabic word also
//! without its article, a known name also under what stands for all its spellings. A question is taken apart in the
//! same way: each of its words has other words that do as well.

use super::{
    names::name_key,
    text::{JOINER, fold},
};

/// Words of so many letters are found with one wrong letter too, when nothing matches exactly.
pub const SHORTEST_APPROXIMATE: usize = 5;
/// Longer words are cut, in stored texts and in questions alike.
pub const LONGEST_WORD: usize = 64;
/// Words of a question after these do not count.
pub const MOST_WORDS: usize = 8;

/// So many neighbours are taken as one word (« Ben Abd El Kader »).
const LONGEST_RUN: usize = 4;
/// Two single letters, as the beginnings of two names are, make no word.
const SHORTEST_RUN: usize = 3;
/// Begins what stands for all spellings of a name. Two signs: no word is one letter away from it.
const NAME_MARK: &str = "==";

/// Words that make one name with the next, often without a space.
const BEFORE: &str = "ben bin ibn bint bou abou abu abd abdel abdul abdoul ait ayt ould ouled oulad el al n m d o mac \
    mc van von da de بن ابن بو ابو عبد ال ايت ولد اولاد";
/// Words that make one name with the one before.
const AFTER: &str = "eddine edine eddin uddin allah zahra zohra ezzahra zahrae الدين الله الزهرا الزهره";

/// A word of a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueryWord {
    /// As it was typed, folded.
    text: String,
    /// With its neighbours as one word.
    joined: Vec<String>,
    whole: Vec<String>,
}

impl QueryWord {
    /// A word that no other stands for.
    #[must_use]
    pub const fn plain(text: String) -> Self {
        Self { text, joined: Vec::new(), whole: Vec::new() }
    }

    /// As it was typed, folded.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// A word that begins with one of these is found.
    pub fn beginnings(&self) -> impl Iterator<Item = &str> {
        std::iter::once(&self.text).chain(&self.joined).map(String::as_str)
    }

    /// A word that is one of these is found.
    #[must_use]
    pub fn whole(&self) -> &[String] {
        &self.whole
    }

    /// Whether one of its letters may be wrong.
    #[must_use]
    pub fn may_be_approximate(&self) -> bool {
        self.beginnings().any(is_long_enough)
    }
}

/// Whether a word has so many letters that one may be wrong.
#[must_use]
pub fn is_long_enough(beginning: &str) -> bool {
    beginning.chars().count() >= SHORTEST_APPROXIMATE
}

/// The words by which a text is found. In names, any neighbours may be written as one.
#[must_use]
pub fn stored_words(text: &str, is_name: bool) -> Vec<String> {
    let folded = fold(text);
    let parts = parts(&folded);
    let mut words = Vec::with_capacity(parts.len());
    for (place, part) in parts.iter().enumerate() {
        let mut run = String::new();
        let mut before: Option<&Part<'_>> = None;
        for next in parts.iter().skip(place).take(LONGEST_RUN) {
            if !is_name && before.is_some_and(|before| !before.belongs_to(next)) {
                break;
            }
            run.push_str(next.word);
            if std::ptr::eq(next, part) || is_run(&run) {
                let word = cut(&run);
                words.extend(others(&word));
                words.push(word);
            }
            before = Some(next);
        }
    }
    words
}

/// The words of a question.
#[must_use]
pub fn query_words(question: &str) -> Vec<QueryWord> {
    let folded = fold(question);
    let mut parts = parts(&folded);
    parts.truncate(MOST_WORDS);
    let word = |part: &Part<'_>| {
        let text = cut(part.word);
        QueryWord { whole: others(&text).collect(), ..QueryWord::plain(text) }
    };
    let mut words: Vec<_> = parts.iter().map(word).collect();
    for length in 2..=LONGEST_RUN {
        for (first, run) in parts.windows(length).enumerate() {
            let run: String = run.iter().map(|part| part.word).collect();
            if is_run(&run) {
                let run = cut(&run);
                for word in words.iter_mut().skip(first).take(length) {
                    word.joined.push(run.clone());
                    word.whole.extend(others(&run));
                }
            }
        }
    }
    words
}

/// What is the same for all spellings of a city: no spaces, no Arabic articles, known names in one spelling.
#[must_use]
pub fn city_key(name: &str) -> String {
    let folded = fold(name);
    let all = parts(&folded);
    let mut rest = all.as_slice();
    let mut key = String::with_capacity(folded.len());
    while let Some((first, after)) = rest.split_first() {
        let known = (1..=LONGEST_RUN.min(rest.len())).rev().find_map(|length| {
            let (run, after) = rest.split_at_checked(length)?;
            let run: String = run.iter().map(|part| part.word).collect();
            Some((name_key(&run)?, after))
        });
        match known {
            Some((name, after)) => {
                key.push_str(&name);
                rest = after;
            }
            None => {
                key.push_str(without_article(first.word).unwrap_or(first.word));
                rest = after;
            }
        }
    }
    key
}

fn is_in(list: &str, word: &str) -> bool {
    list.split(' ').any(|one| one == word)
}

/// A part of a text between spaces, apostrophes and hyphens.
struct Part<'a> {
    word: &'a str,
    /// Whether an apostrophe or a hyphen joins the next one.
    joined: bool,
}

impl Part<'_> {
    /// Whether this and the next part may be one word.
    fn belongs_to(&self, next: &Self) -> bool {
        self.joined || is_in(BEFORE, self.word) || is_in(AFTER, next.word)
    }
}

fn parts(folded: &str) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    for written in folded.split(' ').filter(|written| !written.is_empty()) {
        let mut pieces = written.split(JOINER).peekable();
        while let Some(word) = pieces.next() {
            parts.push(Part { word, joined: pieces.peek().is_some() });
        }
    }
    parts
}

/// What a word is found by when it is typed otherwise.
fn others(word: &str) -> impl Iterator<Item = String> + use<> {
    let name = name_key(word).map(|key| format!("{NAME_MARK}{key}"));
    without_article(word).map(str::to_owned).into_iter().chain(name)
}

/// An Arabic word without its article; what is left must be a word.
fn without_article(word: &str) -> Option<&str> {
    word.strip_prefix("ال").filter(|rest| rest.chars().count() >= SHORTEST_RUN)
}

fn is_run(run: &str) -> bool {
    run.chars().count() >= SHORTEST_RUN
}

fn cut(word: &str) -> String {
    word.chars().take(LONGEST_WORD).collect()
}

#[cfg(test)]
#[path = "words_tests.rs"]
mod tests;
