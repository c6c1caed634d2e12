//! How the site is doing: who registered when, and who they are.
//!
//! Everything is read from the search index in memory: registrations by its column of days, countries, genders, talents,
//! types and availabilities by its counts of choices, cities, ages and completeness by its columns. The database is asked
//! for who was active and for the names of the largest cities.

use std::collections::HashMap;

use chrono::{NaiveDate, TimeDelta};

use crate::{
    domain::{
        access::Capability,
        lang::Lang,
        reference,
        search::{
            attribute::{Attribute, Measure},
            filter::FilterId,
            list::SearchList,
        },
        statistics::StatisticsRange,
        visibility::Audience,
    },
    server::{
        actor::Actor,
        error::AppResult,
        repositories::{
            profiles::talents,
            search::{cities, last_seen},
        },
        search_index::{Condition, Found, Index, Search},
        services::search::{index, lists::everyone},
        state::AppState,
    },
};

/// The most bars of one kind.
const MOST_BARS: usize = 8;
/// Who was seen so lately counts as active.
const ACTIVE_DAYS: i64 = 30;
/// Bounds of ages, both included.
const AGES: [(u16, u16); 7] = [(0, 17), (18, 24), (25, 34), (35, 44), (45, 54), (55, 64), (65, 110)];
/// Bounds of completeness in percent, both included.
const COMPLETENESS: [(u16, u16); 4] = [(0, 24), (25, 49), (50, 74), (75, 100)];

/// What the charts show of a span of time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statistics {
    pub range: StatisticsRange,
    /// Oldest first.
    pub periods: Vec<Period>,
    pub bars: Vec<BarGroup>,
    /// Accounts that were used in the last thirty days, whatever the span is.
    pub active: i64,
}

/// How many registered in a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    pub first: NaiveDate,
    pub last: NaiveDate,
    pub people: u64,
}

/// People by one of their answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BarGroup {
    /// What they are told apart by.
    pub by: FilterId,
    /// Names with numbers, most first where they have no order of their own.
    pub bars: Vec<(String, u64)>,
}

/// Loads what the charts show.
///
/// # Errors
/// `Forbidden` without the capability.
pub async fn load(state: &AppState, actor: &Actor, lang: Lang, range: StatisticsRange) -> AppResult<Statistics> {
    actor.require(Capability::ManagePeople)?;
    let mut conn = state.db.read().await?;
    let today = state.clock.today();
    let first_active_day = (state.clock.now() - TimeDelta::days(ACTIVE_DAYS)).date();
    let active = last_seen::accounts_since(&mut conn, first_active_day).await?;
    let talents = talents::all(&mut conn).await?;
    let talents: Vec<(String, String)> =
        talents.into_iter().map(|talent| (talent.labels.get(lang).to_owned(), talent.key)).collect();
    let (periods, mut bars, cities) = index::read(state, &mut conn, |index| {
        let days = range.periods(index.first_registration().unwrap_or(today), today);
        let from = days.first().map_or(today, |(first, _)| *first);
        let counts = Counts { index, today, from };
        let periods = days.into_iter().map(|(first, last)| counts.period(first, last)).collect();
        (periods, counts.bars(lang, &talents), index.largest_cities(from, MOST_BARS))
    })
    .await?;
    let ids: Vec<i64> = cities.iter().map(|(id, _)| *id).collect();
    let names: HashMap<i64, String> = cities::names(&mut conn, &ids)
        .await?
        .into_iter()
        .map(|(id, country, name)| (id, reference::city_name(&country, &name, lang).to_owned()))
        .collect();
    let named = cities.into_iter().filter_map(|(id, number)| Some((names.get(&id)?.clone(), number)));
    bars.insert(1, BarGroup { by: FilterId::City, bars: named.collect() });
    Ok(Statistics { range, periods, bars, active })
}

/// Counts in the index.
struct Counts<'a> {
    index: &'a Index,
    today: NaiveDate,
    /// People who registered earlier are left out.
    from: NaiveDate,
}

impl Counts<'_> {
    fn period(&self, first: NaiveDate, last: NaiveDate) -> Period {
        let registered = (FilterId::RegisteredFrom, Condition::Registered { from: first, to: last });
        let people = self.people(SearchList::Desk, vec![registered], false).total;
        Period { first, last, people }
    }

    fn bars(&self, lang: Lang, talents: &[(String, String)]) -> Vec<BarGroup> {
        let counted = |list: SearchList| self.people(list, vec![self.since()], true).counts;
        let (desk, directory, casting) =
            (counted(SearchList::Desk), counted(SearchList::Directory), counted(SearchList::Casting));
        let terms = |attribute: Attribute| {
            let terms = reference::terms(attribute.key());
            terms.map(|term| (term.label(lang).to_owned(), term.key.clone())).collect::<Vec<_>>()
        };
        let countries: Vec<_> = reference::countries()
            .iter()
            .map(|country| (country.name(lang).to_owned(), country.code.clone()))
            .collect();
        let sources = [
            (FilterId::Country, &desk, countries),
            (FilterId::Gender, &desk, terms(Attribute::Gender)),
            (FilterId::Talent, &directory, talents.to_vec()),
            (FilterId::Type, &casting, terms(Attribute::CinemaType)),
            (FilterId::Availability, &directory, terms(Attribute::Availability)),
        ];
        let mut groups: Vec<BarGroup> = sources
            .into_iter()
            .map(|(by, counts, choices)| {
                let numbers = choices.into_iter().map(|(name, key)| (name, counts.get(by, &key).unwrap_or_default()));
                BarGroup { by, bars: largest(numbers.collect()) }
            })
            .collect();
        let ages = AGES.map(|bounds| self.between(FilterId::AgeMin, Measure::Age, bounds));
        groups.insert(2, BarGroup { by: FilterId::AgeMin, bars: ages.to_vec() });
        let complete =
            COMPLETENESS.map(|bounds| self.between(FilterId::CompletenessMin, Measure::Completeness, bounds));
        groups.push(BarGroup { by: FilterId::CompletenessMin, bars: complete.to_vec() });
        groups
    }

    fn between(&self, filter: FilterId, measure: Measure, (least, most): (u16, u16)) -> (String, u64) {
        let conditions = vec![
            self.since(),
            (filter, Condition::AtLeast(measure, least)),
            (filter, Condition::AtMost(measure, most)),
        ];
        (format!("{least}–{most}"), self.people(SearchList::Desk, conditions, false).total)
    }

    fn since(&self) -> (FilterId, Condition) {
        (FilterId::RegisteredFrom, Condition::Registered { from: self.from, to: NaiveDate::MAX })
    }

    fn people(&self, list: SearchList, conditions: Vec<(FilterId, Condition)>, counted: bool) -> Found {
        let search = Search { conditions, counted, ..everyone(list, Audience::Administrator) };
        self.index.search(&search, self.today)
    }
}

/// Those with people, most first.
fn largest(mut bars: Vec<(String, u64)>) -> Vec<(String, u64)> {
    bars.retain(|(_, number)| *number > 0);
    bars.sort_by_key(|bar| std::cmp::Reverse(bar.1));
    bars.truncate(MOST_BARS);
    bars
}
