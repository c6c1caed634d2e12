//! Finding a film or series by its title, instead of typing what TMDb knows.

use crate::{
    domain::{files::film::Film, search::text::normalise},
    server::{
        error::AppResult,
        integrations::tmdb::TmdbError,
        services::registration::{FormRequest, drafts},
        state::AppState,
    },
};
use std::sync::Arc;

/// Shorter words find everything.
pub const FEWEST_CHARACTERS: usize = 2;
/// What is longer than every title is cut.
const MOST_CHARACTERS: usize = 100;
/// The most films an answer holds.
pub const MOST_FILMS: usize = 10;

/// What a search leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FilmAnswer {
    Found(Arc<[Film]>),
    /// Only visitors who fill in a form may search: signed in, or with a draft.
    NotAllowed,
    /// Without a key of TMDb's there is no search, and productions are typed by hand.
    NotConfigured,
    TooShort,
    /// TMDb did not answer in time.
    TooSlow,
    /// TMDb did not answer, or not as documented.
    Failed,
}

/// Searches for a visitor who fills in a form.
///
/// # Errors
/// `TooManyRequests` when this network searches too often.
pub async fn search(state: &AppState, visitor: &FormRequest, typed: &str) -> AppResult<FilmAnswer> {
    if !may_search(state, visitor).await? {
        return Ok(FilmAnswer::NotAllowed);
    }
    let Some(tmdb) = state.settings.latest().tmdb.clone() else { return Ok(FilmAnswer::NotConfigured) };
    let words = as_asked(typed);
    if words.chars().count() < FEWEST_CHARACTERS {
        return Ok(FilmAnswer::TooShort);
    }
    visitor.actor.counted(|address| state.security.rate_limits.film_search(address))?;
    let ask = async { tmdb.search(&words).await.map(|films| films.into_iter().take(MOST_FILMS).collect()) };
    Ok(match state.caches.films.get_or_load(cache_key(&words), ask).await {
        Ok(films) => FilmAnswer::Found(films),
        Err(trouble) => {
            tracing::warn!(%trouble, "the film search failed");
            if trouble == TmdbError::TooSlow { FilmAnswer::TooSlow } else { FilmAnswer::Failed }
        }
    })
}

/// Whether the visitor fills in a form that asks for films.
pub async fn may_search(state: &AppState, visitor: &FormRequest) -> AppResult<bool> {
    if visitor.actor.account().is_some() {
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
fn cache_key(words: &str) -> String {
    match normalise(words) {
        folded if folded.is_empty() => words.to_owned(),
        folded => folded,
    }
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;

    use super::*;
    use crate::server::{caches::Caches, clock::Clock};

    #[test]
    fn words_are_folded() {
        assert_eq!(as_asked("  ali \t zaoua\n"), "ali zaoua");
        assert_eq!(as_asked(&"é".repeat(300)).chars().count(), 100);
        assert_eq!(cache_key("  Été  "), cache_key("ete"));
        assert_eq!(cache_key("$"), "$");
    }

    #[test]
    fn answers_are_kept_for_a_day_and_never_too_many() {
        let clock = Clock::default();
        clock.stop();
        let films = Caches::new(&clock).films;
        for number in 0..1_500 {
            films.insert(number.to_string(), Arc::new([]));
            clock.advance(TimeDelta::minutes(1));
        }
        assert!(films.get(&"0".to_owned()).is_none(), "the oldest have gone");
        assert!(films.get(&"1499".to_owned()).is_some());
        clock.advance(TimeDelta::minutes(24 * 60 - 2));
        assert!(films.get(&"1499".to_owned()).is_some());
        clock.advance(TimeDelta::minutes(1));
        assert!(films.get(&"1499".to_owned()).is_none(), "a day is over");
    }
}
