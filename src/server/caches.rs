//! What the server caches in memory between requests, so that it need not be read, requested or drawn again.

use std::{sync::Arc, time::Duration};

use bytes::Bytes;
use chrono::NaiveDate;

use super::{cache::Cache, clock::Clock};
use crate::domain::{
    files::film::Film,
    lang::Lang,
    search::directory::{FilterChoices, HomeFigures},
};

/// What a search or a count found is this old at most when other processes write.
const SEARCHES: Duration = Duration::from_secs(10);
/// The figures of a long list change little in this time.
const HOME_FIGURES: Duration = Duration::from_secs(10 * 60);
const FILMS: Duration = Duration::from_secs(24 * 60 * 60);
/// Some two megabytes of films.
const MOST_FILM_SEARCHES: u64 = 1_000;
const MOST_PREVIEWS: u64 = 64;
const MOST_TOTALS: u64 = 1_000;
/// Every language with every part of the layout.
const MOST_LAYOUT_PARTS: u64 = 100;

/// A part of the layout that is the same for many requests.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LayoutPart {
    Header {
        signed_in: bool,
        /// The page it stands on, if one of its links leads there.
        current: Option<&'static str>,
    },
    Footer,
}

/// Every cache; cheap to clone.
#[derive(Clone)]
pub struct Caches {
    /// Preview pictures of profiles, by their signed name.
    pub previews: Cache<String, Bytes>,
    /// Films TMDb found, by the normalised words of the search.
    pub films: Cache<String, Arc<[Film]>>,
    /// The landing page's figures, when they are large.
    pub home_figures: Cache<(), HomeFigures>,
    /// Rendered parts of the layout.
    pub layout: Cache<(Lang, LayoutPart), Arc<str>>,
    /// How many people offer each type of talent, by the day adults were born by.
    pub type_counts: Cache<NaiveDate, Arc<[(&'static str, i64)]>>,
    /// How many people searches found, by audience and filters.
    pub totals: Cache<String, i64>,
    /// What the form of the directory offers.
    pub filter_choices: Cache<(), Arc<FilterChoices>>,
}

impl Caches {
    /// Empty caches.
    #[must_use]
    pub fn new(clock: &Clock) -> Self {
        Self {
            // The name of a preview changes with the picture, and the layout only with the program.
            previews: Cache::new(MOST_PREVIEWS, Duration::MAX, clock),
            layout: Cache::new(MOST_LAYOUT_PARTS, Duration::MAX, clock),
            films: Cache::new(MOST_FILM_SEARCHES, FILMS, clock),
            home_figures: Cache::new(1, HOME_FIGURES, clock),
            type_counts: Cache::new(1, SEARCHES, clock).until_a_write(),
            totals: Cache::new(MOST_TOTALS, SEARCHES, clock).until_a_write(),
            filter_choices: Cache::new(1, SEARCHES, clock).until_a_write(),
        }
    }
}
