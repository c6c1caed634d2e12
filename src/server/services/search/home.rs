//! What the landing page shows: how many people, cities and talents there are, and the latest profiles.

use super::{cards, index, lists::everyone};
use crate::{
    domain::{
        lang::Lang,
        module::Module,
        search::{
            list::SearchList,
            page::{HomeFigures, TalentCard, Total},
        },
        visibility::Audience,
    },
    server::{error::AppResult, repositories::profiles::talents, state::AppState},
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
    let list = SearchList::Directory;
    let newest = everyone(list, Audience::Anonymous);
    let today = state.clock.today();
    let (mut found, (people, cities)) =
        index::read(state, &mut conn, |index| (index.search(&newest, today), index.figures(list, Audience::Anonymous)))
            .await?;
    found.ids.truncate(LATEST);
    let latest = cards::load(state, &mut conn, Module::Main, Audience::Anonymous, lang, &found.ids).await?;
    let talents = talents::count_active(&mut conn).await?;
    Ok(HomeSummary { figures: HomeFigures { people: Total::from(people), cities, talents }, latest })
}
