//! Which people a search finds, and how many would be found with each choice.

use chrono::NaiveDate;
use roaring::RoaringBitmap;

use super::{
    columns::{Doc, day_number},
    search::{Condition, Search},
    view::{View, searched},
};
use crate::domain::{
    age::latest_birth,
    search::{
        attribute::{Attribute, Measure},
        filter::{Filter, FilterId, FilterKind, TICKED},
        page::FacetCounts,
        words::{QueryWord, is_long_enough},
    },
    unique_code::UniqueCode,
};

/// A search with the people each of its conditions holds for.
pub struct Evaluation<'a> {
    view: View<'a>,
    search: &'a Search,
    everyone: RoaringBitmap,
    conditions: Vec<(FilterId, RoaringBitmap)>,
    /// How well people match the words, the best first; without words everyone matches alike.
    pub ranks: Vec<RoaringBitmap>,
    /// Whom all conditions hold for.
    pub found: RoaringBitmap,
}

/// People of whom a word begins a word of the name, of a trade or of another text.
struct Matches {
    name: RoaringBitmap,
    trade: RoaringBitmap,
    other: RoaringBitmap,
}

impl<'a> Evaluation<'a> {
    /// Finds whom a search is about, on this day.
    pub fn new(view: View<'a>, search: &'a Search, today: NaiveDate) -> Self {
        let everyone = view.everyone();
        let texts = view.seen_by(search.words_for);
        let mut words = Vec::new();
        let mut conditions = Vec::with_capacity(search.conditions.len());
        for (filter, condition) in &search.conditions {
            if let Condition::Words(all) = condition {
                words = all.iter().map(|word| matches_of(&texts, search, word)).collect();
                conditions.push((*filter, all_of(words.iter().map(Matches::all))));
            } else {
                conditions.push((*filter, people_of(&view, condition, today)));
            }
        }
        let found = conditions.iter().fold(everyone.clone(), |found, (_, people)| found & people);
        let ranks = ranks(&words, &found);
        Self { view, search, everyone, conditions, ranks, found }
    }

    /// Whether a person is on the list at all, found or not.
    pub fn lists(&self, doc: Doc) -> bool {
        self.everyone.contains(doc)
    }

    /// The view it was made from.
    pub const fn view(&self) -> &View<'a> {
        &self.view
    }

    /// The filters without which the search would have results.
    pub fn loosen(&self) -> Vec<FilterId> {
        let filters = self.conditions.iter().map(|(filter, _)| *filter);
        let needed = |filter: FilterId| self.search.list.required_by(filter);
        filters
            .filter(|filter| {
                // What depends on a filter goes with it.
                !self.without(|other| other == *filter || needed(other) == Some(*filter)).is_empty()
            })
            .collect()
    }

    /// How many people would be found with each choice of the list's filters.
    pub fn counts(&self) -> FacetCounts {
        let mut counts = FacetCounts::default();
        let mut beside = Vec::new();
        for (filter, attribute) in self.counted() {
            let in_use = self.conditions.iter().any(|(other, _)| *other == filter.id);
            match filter.kind {
                // Another key stands in place of the chosen one, or beside it as one more that is enough.
                FilterKind::One(_) | FilterKind::AnyOf(_) if in_use => {
                    let people = self.without(|other| other == filter.id);
                    for (_, keys) in self.view.count_keys(&[attribute], &people) {
                        counts.set(filter.id, keys);
                    }
                }
                _ => beside.push((filter.id, attribute)),
            }
        }
        let attributes: Vec<_> = beside.iter().map(|(_, attribute)| *attribute).collect();
        for (attribute, keys) in self.view.count_keys(&attributes, &self.found) {
            if let Some((filter, _)) = beside.iter().find(|(_, own)| *own == attribute) {
                counts.set(*filter, keys);
            }
        }
        for filter in self.search.list.filters() {
            if let FilterKind::Flag(flag) = filter.kind {
                let ticked = self.found.intersection_len(&self.view.with_flag(flag));
                counts.set(filter.id, [(TICKED.to_owned(), ticked)].into());
            }
        }
        counts
    }

    /// Filters whose choices are counted. Around a city another country means another city of that name.
    fn counted(&self) -> impl Iterator<Item = (&'static Filter, Attribute)> {
        let around = self.search.conditions.iter().any(|(_, condition)| matches!(condition, Condition::Around { .. }));
        let filters = self.search.list.filters().filter(move |filter| !(around && filter.id == FilterId::Country));
        filters.filter_map(|filter| Some((filter, filter.kind.attribute()?)))
    }

    fn without(&self, left_out: impl Fn(FilterId) -> bool) -> RoaringBitmap {
        let rest = self.conditions.iter().filter(|(filter, _)| !left_out(*filter));
        rest.fold(self.everyone.clone(), |found, (_, people)| found & people)
    }
}

fn people_of(view: &View<'_>, condition: &Condition, today: NaiveDate) -> RoaringBitmap {
    match condition {
        Condition::Words(_) => RoaringBitmap::new(),
        Condition::Code(beginning) => view.with_code(beginning),
        Condition::AnyOf(attribute, keys) => {
            keys.iter().fold(RoaringBitmap::new(), |all, key| all | view.with_key(*attribute, key))
        }
        Condition::AllOf(attribute, keys) => all_of(keys.iter().map(|key| view.with_key(*attribute, key))),
        Condition::AtLeast(Measure::Age, years) => {
            view.born(i32::MIN, day_number(latest_birth(u32::from(*years), today)))
        }
        Condition::AtMost(Measure::Age, years) => {
            view.born(day_number(latest_birth(u32::from(*years) + 1, today)).saturating_add(1), i32::MAX)
        }
        Condition::AtLeast(measure, least) => view.with_number(*measure, small(*least), u8::MAX),
        Condition::AtMost(measure, most) => view.with_number(*measure, 0, small(*most)),
        Condition::Registered { from, to } => view.registered(day_number(*from), day_number(*to)),
        Condition::Seen { from, to } => view.last_seen(seen_number(*from), day_number(*to)),
        Condition::City(name) => view.in_city_called(name),
        Condition::Around { cities, name } => view.around(cities, name),
        Condition::Flag(flag) => view.with_flag(*flag),
        Condition::People(ids) => view.people(ids),
    }
}

fn matches_of(view: &View<'_>, search: &Search, word: &QueryWord) -> Matches {
    let (texts, labels) = searched(search.list);
    let (mut name, mut other) = (RoaringBitmap::new(), RoaringBitmap::new());
    let mut trade = RoaringBitmap::new();
    for beginning in word.beginnings() {
        let nearly = search.approximate && is_long_enough(beginning);
        for field in texts {
            let people = if field.is_name() { &mut name } else { &mut other };
            *people |= view.with_word(*field, beginning, nearly);
        }
        trade |= view.with_label(labels, beginning, nearly);
    }
    for whole in word.whole() {
        for field in texts {
            let people = if field.is_name() { &mut name } else { &mut other };
            *people |= view.with_whole_word(*field, whole);
        }
        trade |= view.with_whole_label(labels, whole);
    }
    if let Ok(code) = word.text().parse::<UniqueCode>() {
        name |= view.with_code(code.as_str());
    }
    Matches { name, trade, other }
}

impl Matches {
    fn all(&self) -> RoaringBitmap {
        let names_and_trades = &self.name | &self.trade;
        names_and_trades | &self.other
    }
}

/// People by how well the words match: three points for a name, two for a trade, one for another text.
fn ranks(words: &[Matches], found: &RoaringBitmap) -> Vec<RoaringBitmap> {
    let mut ranks = vec![found.clone()];
    for word in words {
        let mut next = vec![RoaringBitmap::new(); ranks.len() + 3];
        for (points, people) in ranks.into_iter().enumerate().filter(|(_, people)| !people.is_empty()) {
            let named = &people & &word.name;
            let rest = people - &named;
            let trade = &rest & &word.trade;
            for (more, matching) in [(3, named), (1, &rest - &trade), (2, trade)] {
                if let Some(all) = next.get_mut(points + more) {
                    *all |= matching;
                }
            }
        }
        ranks = next;
    }
    ranks.retain(|people| !people.is_empty());
    ranks.reverse();
    ranks
}

/// People in every one of several sets; everyone is in none.
fn all_of(sets: impl Iterator<Item = RoaringBitmap>) -> RoaringBitmap {
    sets.reduce(|all, one| all & one).unwrap_or_default()
}

/// The first day stands for having been seen never, too.
fn seen_number(day: NaiveDate) -> i32 {
    if day == NaiveDate::MIN { i32::MIN } else { day_number(day) }
}

fn small(number: u16) -> u8 {
    u8::try_from(number).unwrap_or(u8::MAX)
}
