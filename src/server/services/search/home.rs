//! What the landing page shows: how many people, cities and talents there are, and the latest profiles.

use super::directory::{cards, unfiltered_search};
use crate::{
    domain::{
        lang::Lang,
        search::directory::{HomeFigures, TalentCard, Total},
    },
    server::{
        db::Conn,
        error::AppResult,
        repositories::{
            profiles::talents,
            search::{
                directory as repository,
                directory::{DirectorySearch, ListAudience},
            },
        },
        state::AppState,
    },
};

/// How many people the landing page shows.
const LATEST: usize = 6;

/// As a visitor without account sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HomeSummary {
    pub figures: HomeFigures,
    pub latest: Vec<TalentCard>,
}

/// The landing page's figures and latest public profiles.
pub async fn summary(state: &AppState, lang: Lang) -> AppResult<HomeSummary> {
    let mut conn = state.db.read().await?;
    let search = unfiltered_search(state, ListAudience::Anonymous);
    let (mut ids, _) = repository::page(&mut conn, &search, None).await?;
    ids.truncate(LATEST);
    let latest = cards(state, &mut conn, search.audience.audience(), lang, &ids).await?;
    let cache = &state.caches.home_figures;
    let figures = match cache.get(&()) {
        Some(figures) => figures,
        None => {
            let figures = count(&mut conn, &search).await?;
            if is_worth_caching(figures) {
                cache.insert((), figures);
            }
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

/// The figures of a long list cost too much to count for every visitor; those of a short one must be exact at once.
fn is_worth_caching(figures: HomeFigures) -> bool {
    figures.people == Total::MoreThanCounted
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;

    use super::*;
    use crate::server::{caches::Caches, clock::Clock};

    #[test]
    fn only_the_figures_of_a_long_list_are_kept_and_not_for_long() {
        let clock = Clock::default();
        clock.stop();
        let cache = Caches::new(&clock).home_figures;
        assert!(!is_worth_caching(HomeFigures { people: Total::Exact(3), cities: 2, talents: 73 }));
        let many = HomeFigures { people: Total::MoreThanCounted, cities: 900, talents: 73 };
        assert!(is_worth_caching(many));
        cache.insert((), many);
        clock.advance(TimeDelta::minutes(9));
        assert_eq!(cache.get(&()), Some(many));
        clock.advance(TimeDelta::minutes(1));
        assert_eq!(cache.get(&()), None);
    }
}
