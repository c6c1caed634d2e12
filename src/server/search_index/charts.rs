//! What the desk asks for outside searches: administrators may see when everyone registered, where everyone lives and how
//! full each profile is.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::{
    columns::{Day, Small, day_number},
    index::Index,
};

impl Index {
    /// The day of the first registration.
    #[must_use]
    pub fn first_registration(&self) -> Option<NaiveDate> {
        NaiveDate::from_num_days_from_ce_opt(self.columns.first_day(Day::Registered, &self.live)?)
    }

    /// How full the main profile of a person is, 0 to 100; `None` without one.
    #[must_use]
    pub fn completeness_of(&self, person_id: i64) -> Option<u8> {
        self.columns.number(Small::Completeness, self.doc_of(person_id)?)
    }

    /// The cities of most people who registered from a day on, by `cities.id` with the number of people, most first.
    /// Cities typed by hand are not among them.
    #[must_use]
    pub fn largest_cities(&self, from: NaiveDate, most: usize) -> Vec<(i64, u64)> {
        let mut people: HashMap<u32, u64> = HashMap::new();
        for doc in self.columns.days(Day::Registered, day_number(from), i32::MAX) & &self.live {
            *people.entry(self.columns.city(doc)).or_default() += 1;
        }
        let cities = self.city_places.iter();
        let mut cities: Vec<_> = cities.filter_map(|(city_id, place)| Some((*city_id, *people.get(place)?))).collect();
        cities.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
        cities.truncate(most);
        cities
    }
}
