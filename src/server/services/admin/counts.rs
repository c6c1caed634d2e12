//! Counts of everyone registered, as programs read them.

use std::cmp::Reverse;

use crate::{
    domain::{
        access::Capability,
        lang::Lang,
        reference,
        search::{attribute::Attribute, filter::FilterId, list::SearchList, page::FacetCounts},
        talents::Talent,
        visibility::Audience,
    },
    server::{
        actor::Actor,
        error::AppResult,
        search_index::{Condition, Search},
        services::search::{
            index,
            lists::{everyone, talent_choices},
        },
        state::AppState,
    },
};

/// Talents that are named.
const MOST_TALENTS: usize = 10;

/// How many people there are, and who they are. Keys of closed lists stand for their terms.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OverviewCounts {
    pub total: u64,
    pub inactive: u64,
    pub by_gender: Vec<(String, u64)>,
    pub by_availability: Vec<(String, u64)>,
    pub by_country: Vec<(String, u64)>,
    /// Those of most people, most first.
    pub top_talents: Vec<(Talent, u64)>,
}

/// How many people have which talents.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TalentCounts {
    /// By the name of the category; a person with two talents of one counts once in it.
    pub by_category: Vec<(String, u64)>,
    pub talents: u64,
    pub people: u64,
}

/// Counts everyone.
///
/// # Errors
/// `Forbidden` without the capability.
pub async fn overview(state: &AppState, actor: &Actor) -> AppResult<OverviewCounts> {
    actor.require(Capability::ManagePeople)?;
    let choices = talent_choices(state).await?;
    let mut conn = state.db.read().await?;
    let today = state.clock.today();
    let list = |list| everyone(list, Audience::Administrator);
    let suspended = Condition::AnyOf(Attribute::AccountState, vec!["suspended".to_owned()]);
    let all = Search { counted: true, ..list(SearchList::Desk) };
    let with_main = Search { counted: true, ..list(SearchList::Directory) };
    let inactive = Search { conditions: vec![(FilterId::State, suspended)], ..list(SearchList::Desk) };
    let (all, with_main, inactive) = index::read(state, &mut conn, |index| {
        (index.search(&all, today), index.search(&with_main, today), index.search(&inactive, today).total)
    })
    .await?;
    let terms = |list: &str| reference::terms(list).map(|term| term.key.clone()).collect::<Vec<_>>();
    let countries = reference::countries().iter().map(|country| country.code.clone()).collect();
    let mut top: Vec<(Talent, u64)> = choices
        .talents
        .iter()
        .filter_map(|talent| Some((talent.clone(), with_main.counts.get(FilterId::Talent, &talent.key)?)))
        .filter(|(_, number)| *number > 0)
        .collect();
    top.sort_by_key(|(talent, number)| (Reverse(*number), talent.id));
    top.truncate(MOST_TALENTS);
    Ok(OverviewCounts {
        total: all.total,
        inactive,
        by_gender: counted(&all.counts, FilterId::Gender, terms("gender")),
        by_availability: counted(&with_main.counts, FilterId::Availability, terms("availability")),
        by_country: counted(&all.counts, FilterId::Country, countries),
        top_talents: top,
    })
}

/// Those keys that people have.
fn counted(counts: &FacetCounts, filter: FilterId, keys: Vec<String>) -> Vec<(String, u64)> {
    let numbers = keys.into_iter().map(|key| {
        let number = counts.get(filter, &key).unwrap_or_default();
        (key, number)
    });
    numbers.filter(|(_, number)| *number > 0).collect()
}

/// Counts the talents.
///
/// # Errors
/// `Forbidden` without the capability.
pub async fn talents(state: &AppState, actor: &Actor, lang: Lang) -> AppResult<TalentCounts> {
    actor.require(Capability::ManagePeople)?;
    let choices = talent_choices(state).await?;
    let of_category = |id: i64| choices.talents.iter().filter(move |talent| talent.category_id == id);
    let mut groups: Vec<Vec<String>> = choices
        .categories
        .iter()
        .map(|category| of_category(category.id).map(|talent| talent.key.clone()).collect())
        .collect();
    // The last group is everyone with any talent.
    groups.push(choices.talents.iter().map(|talent| talent.key.clone()).collect());
    let mut conn = state.db.read().await?;
    let list = SearchList::Directory;
    let figures =
        index::read(state, &mut conn, |index| index.choices(list, Audience::Administrator, Attribute::Talent, &groups))
            .await?;
    let people = figures.groups.last().copied().unwrap_or_default();
    let categories = choices.categories.iter().zip(figures.groups.iter().copied());
    Ok(TalentCounts {
        by_category: categories.map(|(category, number)| (category.labels.get(lang).to_owned(), number)).collect(),
        talents: choices.talents.iter().filter(|talent| talent.active).count() as u64,
        people,
    })
}
