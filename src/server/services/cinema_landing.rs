//! What the landing page of the CINEMA module tells.

use std::sync::{Mutex, PoisonError};

use chrono::{NaiveDateTime, TimeDelta};

use crate::{
    domain::{age::latest_adult_birth, lang::Lang, reference},
    server::{error::AppResult, repositories::cinema_figures, state::AppState},
};

/// Counting looks at every public profile: figures so many minutes old will do.
const KEPT_MINUTES: i64 = 10;
/// With fewer people counting costs nothing, and everybody sees themselves counted at once.
const WORTH_KEEPING: i64 = 1_000;

/// A type of talent and how many people offer it to everybody's eyes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TypeFigure {
    /// Key of the closed list `cinema_talent_type`.
    pub key: &'static str,
    pub emoji: &'static str,
    pub label: &'static str,
    pub people: i64,
}

/// Keys of types, each with the number of people.
type Counts = Vec<(String, i64)>;

/// What was counted last, and when.
#[derive(Debug, Default)]
pub struct KeptTypeCounts(Mutex<Option<(NaiveDateTime, Counts)>>);

impl KeptTypeCounts {
    fn get(&self, now: NaiveDateTime) -> Option<Counts> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let fresh = kept.as_ref().filter(|(counted_at, _)| now - *counted_at < TimeDelta::minutes(KEPT_MINUTES));
        fresh.map(|(_, counts)| counts.clone())
    }

    fn keep(&self, now: NaiveDateTime, counts: &[(String, i64)]) {
        if counts.iter().map(|(_, people)| people).sum::<i64>() >= WORTH_KEEPING {
            *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some((now, counts.to_vec()));
        }
    }
}

/// Every type of talent, in the order of its list, with its count.
///
/// # Errors
/// When the database does not answer.
pub async fn types(state: &AppState, lang: Lang) -> AppResult<Vec<TypeFigure>> {
    let now = state.clock.now();
    let counts = match state.kept_type_counts.get(now) {
        Some(counts) => counts,
        None => {
            let born_by = latest_adult_birth(state.clock.today());
            let counts = cinema_figures::public_by_type(&mut state.db.read().await?, born_by).await?;
            state.kept_type_counts.keep(now, &counts);
            counts
        }
    };
    let people = |key: &str| counts.iter().find(|(counted, _)| counted == key).map_or(0, |(_, people)| *people);
    Ok(reference::terms("cinema_talent_type")
        .map(|term| TypeFigure {
            key: &term.key,
            emoji: &term.emoji,
            label: term.label(lang),
            people: people(&term.key),
        })
        .collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_counts_of_many_people_are_kept_and_not_for_long() {
        let now = chrono::DateTime::UNIX_EPOCH.naive_utc();
        let kept = KeptTypeCounts::default();
        kept.keep(now, &[("extra".to_owned(), 999)]);
        assert_eq!(kept.get(now), None);
        let many = [("extra".to_owned(), 600), ("model".to_owned(), 400)];
        kept.keep(now, &many);
        assert_eq!(kept.get(now + TimeDelta::minutes(KEPT_MINUTES - 1)).unwrap(), many);
        assert_eq!(kept.get(now + TimeDelta::minutes(KEPT_MINUTES)), None);
    }
}
