//! What the landing page shows: how many people, cities and talents there are, who does what, and the latest profiles.

use std::cmp::Reverse;

use super::{
    faces::{self, Faces},
    index,
    lists::talent_choices,
};
use crate::{
    domain::{
        lang::Lang,
        search::{
            attribute::Attribute,
            list::SearchList,
            page::{HomeFigures, TalentChoices, Total},
        },
        talents::{Talent, TalentCategory},
        visibility::Audience,
    },
    server::{error::AppResult, search_index::ChoiceFigures, state::AppState},
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
    let with_photo = faces::with_photo(list);
    let keys_of = |category| talents_of(&choices, category).map(|talent| talent.key.clone()).collect::<Vec<_>>();
    let groups: Vec<Vec<String>> = choices.categories.iter().map(keys_of).collect();
    let ((people, cities), figures, ids) = index::read(state, &mut conn, |index| {
        let figures = index.choices(list, Audience::Anonymous, Attribute::Talent, &groups);
        (index.figures(list, Audience::Anonymous), figures, index.search(&with_photo, today).ids)
    })
    .await?;
    let categories = categories(&choices, lang, &figures);
    let faces = faces::load(state, &mut conn, list, lang, ids).await?;
    let talents = choices.talents.iter().filter(|talent| talent.active).count();
    let talents = i64::try_from(talents).unwrap_or(i64::MAX);
    Ok(HomeSummary { figures: HomeFigures { people: Total::from(people), cities, talents }, categories, faces })
}

fn talents_of<'a>(choices: &'a TalentChoices, category: &TalentCategory) -> impl Iterator<Item = &'a Talent> {
    let id = category.id;
    choices.talents.iter().filter(move |talent| talent.category_id == id)
}

/// The categories with most people; `figures` has a group of keys for each. A person with two talents of a category counts
/// once in it.
fn categories(choices: &TalentChoices, lang: Lang, figures: &ChoiceFigures) -> Vec<CategoryFigure> {
    let mut categories: Vec<_> = choices.categories.iter().zip(figures.groups.iter().copied()).collect();
    categories.retain(|(_, people)| *people > 0);
    categories.sort_by_key(|(_, people)| Reverse(*people));
    categories.truncate(CATEGORIES);
    let figure = |(category, people): (&TalentCategory, u64)| CategoryFigure {
        emoji: category.emoji.clone(),
        label: category.labels.get(lang).to_owned(),
        people,
        talents: most_frequent(talents_of(choices, category), lang, figures),
    };
    categories.into_iter().map(figure).collect()
}

/// Of some talents those that most people have; none is without anyone.
fn most_frequent<'a>(
    talents: impl Iterator<Item = &'a Talent>,
    lang: Lang,
    figures: &ChoiceFigures,
) -> Vec<TalentFigure> {
    let mut talents: Vec<_> = talents.filter_map(|talent| Some((talent, *figures.keys.get(&talent.key)?))).collect();
    talents.sort_by_key(|(_, people)| Reverse(*people));
    talents.truncate(TALENTS);
    let figure = |(talent, people): (&Talent, u64)| TalentFigure {
        key: talent.key.clone(),
        emoji: talent.emoji.clone(),
        label: talent.labels.get(lang).to_owned(),
        people,
    };
    talents.into_iter().map(figure).collect()
}
