//! What the landing page shows: how many people, cities and talents there are, who does what, and the latest profiles.

use std::cmp::Reverse;

use super::{
    faces::{self, Faces},
    index,
    lists::{everyone, talent_choices},
};
use crate::{
    domain::{
        lang::Lang,
        search::{
            attribute::Attribute,
            filter::FilterId,
            list::SearchList,
            page::{FacetCounts, HomeFigures, TalentChoices, Total},
        },
        talents::Talent,
        visibility::Audience,
    },
    server::{
        error::AppResult,
        search_index::{Condition, Search},
        state::AppState,
    },
};

/// How many categories of talents the landing page shows.
const CATEGORIES: usize = 8;
/// How many talents of a category it shows.
const TALENTS: usize = 3;

/// As a visitor without account sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HomeSummary {
    pub figures: HomeFigures,
    /// Those with most people first; none is empty.
    pub categories: Vec<CategoryFigure>,
    pub faces: Faces,
}

/// A category of talents, in the language of the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CategoryFigure {
    pub emoji: String,
    pub label: String,
    /// How many people have a talent of it.
    pub people: u64,
    /// Those that most people have, the most frequent first.
    pub talents: Vec<TalentFigure>,
}

/// A talent, in the language of the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TalentFigure {
    /// Leads to `/talents/{key}`.
    pub key: String,
    pub emoji: String,
    pub label: String,
    pub people: u64,
}

/// The landing page's figures, categories and latest public profiles.
pub async fn summary(state: &AppState, lang: Lang) -> AppResult<HomeSummary> {
    let list = SearchList::Directory;
    let choices = talent_choices(state).await?;
    let mut conn = state.db.read().await?;
    let today = state.clock.today();
    let counted = Search { counted: true, ..everyone(list, Audience::Anonymous) };
    let with_photo = faces::with_photo(list);
    let ((people, cities), categories, ids) = index::read(state, &mut conn, |index| {
        let counts = index.search(&counted, today).counts;
        let people_with = |condition| {
            let conditions = vec![(FilterId::Talent, condition)];
            index.search(&Search { conditions, ..everyone(list, Audience::Anonymous) }, today).total
        };
        let categories = categories(&choices, lang, &counts, people_with);
        (index.figures(list, Audience::Anonymous), categories, index.search(&with_photo, today).ids)
    })
    .await?;
    let faces = faces::load(state, &mut conn, list, lang, ids).await?;
    let talents = choices.talents.iter().filter(|talent| talent.active).count();
    let talents = i64::try_from(talents).unwrap_or(i64::MAX);
    Ok(HomeSummary { figures: HomeFigures { people: Total::from(people), cities, talents }, categories, faces })
}

/// The categories with most people. A person with two talents of a category counts once in it.
fn categories(
    choices: &TalentChoices,
    lang: Lang,
    counts: &FacetCounts,
    people_with: impl Fn(Condition) -> u64,
) -> Vec<CategoryFigure> {
    let mut categories: Vec<_> = choices
        .categories
        .iter()
        .map(|category| {
            let own: Vec<_> = choices.talents.iter().filter(|talent| talent.category_id == category.id).collect();
            let keys = own.iter().map(|talent| talent.key.clone()).collect();
            let mut talents: Vec<_> = own.into_iter().map(|talent| talent_figure(talent, lang, counts)).collect();
            talents.retain(|talent| talent.people > 0);
            talents.sort_by_key(|talent| Reverse(talent.people));
            talents.truncate(TALENTS);
            CategoryFigure {
                emoji: category.emoji.clone(),
                label: category.labels.get(lang).to_owned(),
                people: people_with(Condition::AnyOf(Attribute::Talent, keys)),
                talents,
            }
        })
        .collect();
    categories.retain(|category| category.people > 0);
    categories.sort_by_key(|category| Reverse(category.people));
    categories.truncate(CATEGORIES);
    categories
}

fn talent_figure(talent: &Talent, lang: Lang, counts: &FacetCounts) -> TalentFigure {
    TalentFigure {
        key: talent.key.clone(),
        emoji: talent.emoji.clone(),
        label: talent.labels.get(lang).to_owned(),
        people: counts.get(FilterId::Talent, &talent.key).unwrap_or(0),
    }
}
