//! Finding a film or series by its title, so that nobody has to type what TMDb knows.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use chrono::{NaiveDateTime, TimeDelta};

use crate::{
    domain::search_text::normalise,
    server::{
        actor::Actor,
        error::AppResult,
        integrations::tmdb::{Film, Trouble},
        services::drafts::{self, DraftOwner},
        state::AppState,
    },
};

/// Shorter words find everything.
pub const FEWEST_CHARACTERS: usize = 2;
/// What is longer than every title is cut.
const MOST_CHARACTERS: usize = 100;
/// The most films an answer holds.
pub const MOST_FILMS: usize = 10;
const KEPT_HOURS: i64 = 24;
/// Answers kept, at most: some two megabytes.
const KEPT: usize = 1_000;

/// What a search leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FilmAnswer {
    Found(Arc<[Film]>),
    /// Only who fills in a form may ask: signed in, or with a draft.
    NotAllowed,
    /// Without a key of TMDb's there is no search, and productions are typed by hand.
    NotConfigured,
    TooShort,
    /// TMDb did not answer in time.
    TooSlow,
    /// TMDb did not answer, or not as documented.
    Failed,
}

/// Answers TMDb gave lately; cheap to clone.
#[derive(Clone, Default)]
pub struct FoundFilms(Arc<Mutex<HashMap<String, Kept>>>);

struct Kept {
    at: NaiveDateTime,
    films: Arc<[Film]>,
}

impl FoundFilms {
    fn get(&self, words: &str, now: NaiveDateTime) -> Option<Arc<[Film]>> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.get(words).filter(|kept| is_fresh(kept, now)).map(|kept| kept.films.clone())
    }

    /// Whether a film with this poster was found lately.
    pub fn have_poster(&self, name: &str) -> bool {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.values().flat_map(|kept| kept.films.iter()).any(|film| film.poster.as_deref() == Some(name))
    }

    /// Where there is no room, what is out of date goes, else the oldest.
    fn put(&self, words: String, films: Arc<[Film]>, now: NaiveDateTime) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() >= KEPT {
            kept.retain(|_, kept| is_fresh(kept, now));
        }
        while kept.len() >= KEPT {
            let oldest = kept.iter().min_by_key(|(_, kept)| kept.at).map(|(words, _)| words.clone());
            let Some(oldest) = oldest else { break };
            kept.remove(&oldest);
        }
        kept.insert(words, Kept { at: now, films });
    }
}

fn is_fresh(kept: &Kept, now: NaiveDateTime) -> bool {
    now - kept.at < TimeDelta::hours(KEPT_HOURS)
}

/// Searches for somebody who fills in a form.
///
/// # Errors
/// `TooManyRequests` when this network searches too often.
pub async fn search(state: &AppState, actor: &Actor, visitor: &DraftOwner, typed: &str) -> AppResult<FilmAnswer> {
    if !may_search(state, actor, visitor).await? {
        return Ok(FilmAnswer::NotAllowed);
    }
    let Some(tmdb) = &state.tmdb else { return Ok(FilmAnswer::NotConfigured) };
    let words = as_asked(typed);
    if words.chars().count() < FEWEST_CHARACTERS {
        return Ok(FilmAnswer::TooShort);
    }
    actor.counted(|address| state.security.rate_limits.film_search(address))?;
    let key = as_kept(&words);
    if let Some(films) = state.found_films.get(&key, state.clock.now()) {
        return Ok(FilmAnswer::Found(films));
    }
    Ok(match tmdb.search(&words).await {
        Ok(films) => {
            let films: Arc<[Film]> = films.into_iter().take(MOST_FILMS).collect();
            state.found_films.put(key, films.clone(), state.clock.now());
            FilmAnswer::Found(films)
        }
        Err(trouble) => {
            tracing::warn!(%trouble, "the film search failed");
            if trouble == Trouble::TooSlow { FilmAnswer::TooSlow } else { FilmAnswer::Failed }
        }
    })
}

/// Whether somebody fills in a form that asks for films.
pub async fn may_search(state: &AppState, actor: &Actor, visitor: &DraftOwner) -> AppResult<bool> {
    if actor.account().is_some() {
        return Ok(true);
    }
    let mut conn = state.db.read().await?;
    Ok(!drafts::held(state, &mut conn, visitor).await?.is_empty())
}

/// The words with single spaces, no longer than a title.
fn as_asked(typed: &str) -> String {
    let words: String = typed.chars().filter(|c| !c.is_control() || c.is_whitespace()).take(MOST_CHARACTERS).collect();
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Titles of signs alone (« $ ») have no normal form.
fn as_kept(words: &str) -> String {
    match normalise(words) {
        folded if folded.is_empty() => words.to_owned(),
        folded => folded,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(minute: i64) -> NaiveDateTime {
        NaiveDateTime::default() + TimeDelta::minutes(minute)
    }

    #[test]
    fn words_are_folded() {
        assert_eq!(as_asked("  ali \t zaoua\n"), "ali zaoua");
        assert_eq!(as_asked(&"é".repeat(300)).chars().count(), 100);
        assert_eq!(as_kept("  Été  "), as_kept("ete"));
        assert_eq!(as_kept("$"), "$");
    }

    #[test]
    fn answers_are_kept_for_a_day_and_never_too_many() {
        let films = FoundFilms::default();
        for number in 0..1_500 {
            films.put(number.to_string(), Arc::new([]), at(number));
        }
        assert_eq!(films.0.lock().unwrap().len(), KEPT);
        assert!(films.get("499", at(1_500)).is_none(), "the oldest have gone");
        assert!(films.get("500", at(500 + 24 * 60 - 1)).is_some());
        assert!(films.get("500", at(500 + 24 * 60)).is_none(), "a day is over");
    }
}
