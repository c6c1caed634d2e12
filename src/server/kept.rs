//! Answers that many people ask for and that cost much to find out, kept until something is written.

use std::{
    collections::HashMap,
    hash::Hash,
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

use super::db;

/// Other processes write too (the command line, further servers): what they change is seen so late at most.
const LONGEST: Duration = Duration::from_secs(10);

/// A bounded number of answers by question.
#[derive(Debug)]
pub struct Kept<Q, A> {
    most: usize,
    answers: Mutex<HashMap<Q, Answer<A>>>,
}

#[derive(Debug)]
struct Answer<A> {
    found: Found,
    answer: A,
}

/// When an answer was found out. Take it before asking the database.
#[derive(Debug, Clone, Copy)]
pub struct Found {
    writes: u64,
    at: Instant,
}

impl Found {
    #[must_use]
    pub fn now() -> Self {
        Self { writes: db::writes(), at: Instant::now() }
    }

    fn counts(self, now: Self) -> bool {
        self.writes == now.writes && now.at.duration_since(self.at) < LONGEST
    }
}

impl<Q: Eq + Hash, A: Clone> Kept<Q, A> {
    /// Keeps no more than `most` answers.
    #[must_use]
    pub fn new(most: usize) -> Self {
        Self { most, answers: Mutex::default() }
    }

    /// What would be found out now too.
    pub fn get(&self, question: &Q, now: Found) -> Option<A> {
        let answers = self.answers.lock().unwrap_or_else(PoisonError::into_inner);
        answers.get(question).filter(|kept| kept.found.counts(now)).map(|kept| kept.answer.clone())
    }

    /// Keeps an answer, in place of old ones when there are too many.
    pub fn keep(&self, question: Q, found: Found, answer: A) {
        let mut answers = self.answers.lock().unwrap_or_else(PoisonError::into_inner);
        if answers.len() >= self.most {
            let now = Found::now();
            answers.retain(|_, kept| kept.found.counts(now));
            if answers.len() >= self.most {
                answers.clear();
            }
        }
        answers.insert(question, Answer { found, answer });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_counts_until_something_is_written_and_not_for_long() {
        let kept = Kept::new(2);
        let found = Found::now();
        kept.keep("one", found, 1);
        assert_eq!(kept.get(&"one", found), Some(1));
        assert_eq!(kept.get(&"two", found), None);
        assert_eq!(kept.get(&"one", Found { writes: found.writes + 1, ..found }), None);
        assert_eq!(kept.get(&"one", Found { at: found.at + LONGEST, ..found }), None);
    }

    #[test]
    fn no_more_than_the_most_are_kept() {
        let kept = Kept::new(2);
        for number in 0..5 {
            kept.keep(number, Found::now(), number);
            assert!(kept.answers.lock().unwrap().len() <= 2);
            assert_eq!(kept.get(&number, Found::now()), Some(number));
        }
    }
}
