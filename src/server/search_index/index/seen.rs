//! When people were last seen. It is noted once a day a person, so it is no change that servers tell each other: a search
//! that asks for it reads the newest days in the database first.

use chrono::{Datelike as _, NaiveDate};

use super::{Index, day_number};

/// What the database knows of when people were last seen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeenPeople {
    /// From this day on, in UTC.
    pub from: NaiveDate,
    /// The first day about which more can be noted later.
    pub next: NaiveDate,
    /// By `people.id`.
    pub people: Vec<(i64, NaiveDate)>,
}

impl Index {
    /// The first day about which something may be noted that it does not know.
    #[must_use]
    pub fn seen_day(&self) -> NaiveDate {
        NaiveDate::from_num_days_from_ce_opt(self.seen_day).unwrap_or(NaiveDate::MIN)
    }

    /// Says that people who are added from now on bring what was noted of days before this one.
    pub fn set_seen_day(&mut self, day: NaiveDate) {
        self.seen_day = day.num_days_from_ce();
    }

    /// Takes over when people were last seen, unless days before are missing.
    pub fn note_seen(&mut self, seen: &SeenPeople) {
        if seen.from > self.seen_day() {
            return;
        }
        for (person_id, day) in &seen.people {
            if let Some(doc) = self.doc_of(*person_id) {
                self.columns.see(doc, day_number(*day));
            }
        }
        self.seen_day = self.seen_day.max(day_number(seen.next));
    }
}
