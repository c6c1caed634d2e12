//! What the landing page tells: how many people, cities and talents there are to see, and who came last.

use std::sync::{Mutex, PoisonError};

use chrono::{NaiveDateTime, TimeDelta};

use super::directory::{cards, everybody};
use crate::{
    domain::{
        directory::{TalentCard, Total},
        lang::Lang,
    },
    server::{
        db::Conn,
        error::AppResult,
        repositories::{
            directory::{self as repository, DirectorySearch, ListAudience},
            talents,
        },
        state::AppState,
    },
};

/// How many people the landing page shows.
const LATEST: usize = 6;
/// Where people are many, nobody sees that a figure is so many minutes old.
const KEPT_MINUTES: i64 = 10;

/// As a visitor without account sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HomeSummary {
    pub figures: HomeFigures,
    pub latest: Vec<TalentCard>,
}

/// Three counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HomeFigures {
    /// People whose profile is public.
    pub people: Total,
    /// Different cities they live in.
    pub cities: i64,
    /// Talents to choose from.
    pub talents: i64,
}

/// Figures of a long list, which cost too much to count for every visitor.
#[derive(Debug, Default)]
pub struct KeptFigures(Mutex<Option<(NaiveDateTime, HomeFigures)>>);

impl KeptFigures {
    fn get(&self, now: NaiveDateTime) -> Option<HomeFigures> {
        let kept = *self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.filter(|(counted_at, _)| now - *counted_at < TimeDelta::minutes(KEPT_MINUTES)).map(|(_, figures)| figures)
    }

    fn keep(&self, now: NaiveDateTime, figures: HomeFigures) {
        if figures.people == Total::MoreThanCounted {
            *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some((now, figures));
        }
    }
}

/// The landing page's figures and latest public profiles.
///
/// # Errors
/// When the database does not answer.
pub async fn summary(state: &AppState, lang: Lang) -> AppResult<HomeSummary> {
    let mut conn = state.db.read().await?;
    let search = everybody(state, ListAudience::Anonymous);
    let (mut ids, _) = repository::page(&mut conn, &search, None).await?;
    ids.truncate(LATEST);
    let latest = cards(state, &mut conn, search.audience.audience(), lang, &ids).await?;
    let now = state.clock.now();
    let figures = match state.kept_figures.get(now) {
        Some(figures) => figures,
        None => {
            let figures = count(&mut conn, &search).await?;
            state.kept_figures.keep(now, figures);
            figures
        }
    };
    Ok(HomeSummary { figures, latest })
}

async fn count(conn: &mut Conn, search: &DirectorySearch) -> AppResult<HomeFigures> {
    Ok(HomeFigures {
        people: Total::from_bounded_count(repository::bounded_count(conn, search).await?),
        cities: repository::count_cities(conn, search).await?,
        talents: talents::count_active(conn).await?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_figures_of_a_long_list_are_kept_and_not_for_long() {
        let now = chrono::DateTime::UNIX_EPOCH.naive_utc();
        let kept = KeptFigures::default();
        let few = HomeFigures { people: Total::Exact(3), cities: 2, talents: 73 };
        kept.keep(now, few);
        assert_eq!(kept.get(now), None);
        let many = HomeFigures { people: Total::MoreThanCounted, cities: 900, talents: 73 };
        kept.keep(now, many);
        assert_eq!(kept.get(now + TimeDelta::minutes(KEPT_MINUTES - 1)), Some(many));
        assert_eq!(kept.get(now + TimeDelta::minutes(KEPT_MINUTES)), None);
    }
}
