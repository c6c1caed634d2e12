//! A search, resolved: closed lists compared, places looked up, exact values found.

use chrono::NaiveDate;

use crate::domain::{
    search::{
        attribute::{Attribute, Flag, Measure},
        cursor::Cursor,
        filter::FilterId,
        list::{Order, SearchList},
        page::{FacetCounts, Window},
        words::QueryWord,
    },
    visibility::Audience,
};

/// A search of a list for one audience.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Search {
    pub list: SearchList,
    pub audience: Audience,
    /// Whose view of texts and names words are searched in: never more than `audience` sees.
    pub words_for: Audience,
    /// What must hold, each with the filter it comes from.
    pub conditions: Vec<(FilterId, Condition)>,
    pub order: Order,
    pub cursor: Option<Cursor>,
    /// For [`Order::Nearest`]: cities with people around the middle, the nearest first.
    pub nearest: Vec<i64>,
    /// Whether words of five letters or more may differ by one letter.
    pub approximate: bool,
    /// Whether the people of each choice are counted.
    pub counted: bool,
    /// Another part of the list than a page of the site.
    pub window: Option<Window>,
}

impl Search {
    /// Whether it depends on when people were last seen.
    #[must_use]
    pub fn asks_when_seen(&self) -> bool {
        self.conditions.iter().any(|(_, condition)| matches!(condition, Condition::Seen { .. }))
    }
}

/// What a filter demands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Condition {
    /// Each word begins a word of the person's texts or labels.
    Words(Vec<QueryWord>),
    /// A code begins so.
    Code(String),
    AnyOf(Attribute, Vec<String>),
    AllOf(Attribute, Vec<String>),
    AtLeast(Measure, u16),
    AtMost(Measure, u16),
    /// Both days included.
    Registered {
        from: NaiveDate,
        to: NaiveDate,
    },
    /// Used last between these days, in UTC, both included; an account that was never used was so before every day.
    Seen {
        from: NaiveDate,
        to: NaiveDate,
    },
    /// [`city_key`](crate::domain::search::words::city_key) of the city.
    City(String),
    /// In one of these cities, or in a city typed by hand (of unknown position) with the key of their centre.
    Around {
        cities: Vec<i64>,
        name: String,
    },
    Flag(Flag),
    /// These people, by `people.id`.
    People(Vec<i64>),
}

/// What a search found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// `main_profiles.id`, `cinema_profiles.id` or, for the desk, `people.id`, in the order of the list.
    pub ids: Vec<i64>,
    pub total: u64,
    pub previous: Option<Cursor>,
    pub next: Option<Cursor>,
    /// The place the cursor names is gone: the list begins again.
    pub lost: bool,
    /// With no result: filters without which there would be one.
    pub loosen: Vec<FilterId>,
    pub counts: FacetCounts,
}
