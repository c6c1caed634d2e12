//! What the search index takes of one person.

use chrono::NaiveDate;

use crate::domain::{
    search::attribute::{Attribute, Flag, TextField},
    visibility::{Switches, Visibility},
};

/// Everything of a person that can be searched or sorted by. Who may search what is decided when searching, by the
/// visibility table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonEntry {
    /// `people.id`.
    pub person_id: i64,
    /// `main_profiles.id` with its visibility.
    pub main: Option<ProfileEntry>,
    /// `cinema_profiles.id` with its visibility.
    pub cinema: Option<ProfileEntry>,
    /// Whether the account is suspended.
    pub suspended: bool,
    pub switches: Switches,
    pub born: NaiveDate,
    /// The day the account was made, in Africa/Casablanca.
    pub registered: NaiveDate,
    /// The last day, in UTC, on which the account was used, if it was.
    pub seen: Option<NaiveDate>,
    /// What lists sorted by name are sorted by.
    pub sort_name: String,
    /// Every code of the person, the primary one first.
    pub codes: Vec<String>,
    /// None for a city typed by hand.
    pub city_id: Option<i64>,
    /// [`city_key`](crate::domain::search::words::city_key) of the city.
    pub city: String,
    /// What is so of the person, [`Flag::Minor`] and [`Flag::Waiting`] aside, which change with the day.
    pub flags: Vec<Flag>,
    /// Keys of closed lists.
    pub attributes: Vec<(Attribute, String)>,
    pub texts: Vec<(TextField, String)>,
    /// Centimetres.
    pub height: Option<u8>,
    /// Years.
    pub experience: Option<u8>,
    /// Of the main profile.
    pub completeness: Option<u8>,
    /// From and to; a missing end is unbounded.
    pub playing_age: Option<(u8, u8)>,
}

/// A profile of a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ProfileEntry {
    pub id: i64,
    pub visibility: Visibility,
}
