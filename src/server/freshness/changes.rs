//! The changes of the database that are known.

use std::collections::HashMap;

use super::Shown;
use crate::server::search_index::Progress;

/// More people than this are not remembered one by one: what shows any person is read again instead.
const MOST_PEOPLE: usize = 10_000;

/// What a check of the database found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DatabaseNews {
    /// How far it read.
    pub progress: Progress,
    /// First and last ids of people who changed or are gone.
    pub people: Vec<(i64, i64)>,
    /// It may have missed changes: the database is another one, or the last check is too long ago.
    pub unknown: bool,
}

impl DatabaseNews {
    /// No change since the last check; a first check knows nothing of what was before.
    #[must_use]
    pub fn after(progress: Option<Progress>) -> Self {
        let unknown = progress.is_none();
        Self { progress: progress.unwrap_or_default(), people: Vec::new(), unknown }
    }
}

/// The changes that are known, with the versions they came in.
#[derive(Debug, Default)]
pub struct SeenChanges {
    progress: Option<Progress>,
    /// 0 before the first check.
    version: u64,
    /// What was read before this version is out of date, if it shows any person.
    oldest: u64,
    /// When any person changed last.
    everyone: u64,
    people: HashMap<i64, u64>,
}

impl SeenChanges {
    pub const fn version(&self) -> u64 {
        self.version
    }

    pub fn progress(&self) -> Option<Progress> {
        self.progress.clone()
    }

    pub fn take_over(&mut self, news: DatabaseNews) {
        self.progress = Some(news.progress);
        if news.people.is_empty() && !news.unknown {
            return;
        }
        self.version += 1;
        self.everyone = self.version;
        let count: u64 = news.people.iter().map(|(first, last)| last.abs_diff(*first).saturating_add(1)).sum();
        let room = MOST_PEOPLE.saturating_sub(self.people.len());
        // A change of no person is one of the lists whose labels every page shows.
        let of_lists = news.people.iter().any(|(first, _)| *first == 0);
        if news.unknown || of_lists || usize::try_from(count).map_or(true, |count| count > room) {
            self.people.clear();
            self.oldest = self.version;
            return;
        }
        for (first, last) in news.people {
            self.people.extend((first..=last).map(|person_id| (person_id, self.version)));
        }
    }

    /// Whether nothing of it changed since the version.
    pub fn is_current(&self, shown: Shown, version: u64) -> bool {
        match shown {
            Shown::NothingStored => true,
            Shown::Everyone => version >= self.everyone,
            Shown::Person(person_id) => {
                version >= self.oldest && self.people.get(&person_id).is_none_or(|changed| version >= *changed)
            }
        }
    }
}
