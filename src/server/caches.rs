//! What the server caches in memory between requests, so that it need not be read, requested or drawn again.

use std::{
    sync::{Arc, OnceLock},
    time::Duration,
};

use super::{
    cache::Cache, clock::Clock, documents::api_guide::ApiDescription, freshness::Stamp, metrics::WorkCounts,
    storage::StoredBackup,
};
use crate::domain::{
    announcement::AnnouncementAudience,
    duplicates::Likeness,
    examination::Examination,
    files::{FileKind, film::Film},
    lang::Lang,
    search::page::TalentChoices,
};
use bytes::Bytes;

/// What was read from the database is this old at most when other processes write.
const READ: Duration = Duration::from_secs(10);
/// Counting them reads all people.
const DUPLICATES: Duration = Duration::from_secs(60);
/// Counting rows takes longer than answering a page: often asked, it must not keep a database busy.
const COUNTED: Duration = Duration::from_secs(15);
/// Older findings say little.
const EXAMINED: Duration = Duration::from_secs(24 * 60 * 60);
const FILMS: Duration = Duration::from_secs(24 * 60 * 60);
/// Some two megabytes of films.
const MOST_FILM_SEARCHES: u64 = 1_000;
const MOST_PREVIEWS: u64 = 64;
/// Some four megabytes.
const MOST_PUBLIC_PHOTOS: u64 = 20_000;
/// Far more than are given in the five minutes one of them lasts.
const MOST_USED_REVEALS: u64 = 10_000;
/// Some ten kilobytes each.
const MOST_POSTERS: u64 = 500;
const MOST_LIKENESSES: u64 = 10;
/// Counting one reads all its people. Each of them is looked at again when the mail is written.
const AUDIENCES: Duration = Duration::from_secs(60);
const MOST_AUDIENCES: u64 = 100;
/// Every language with every part of the layout.
const MOST_LAYOUT_PARTS: u64 = 180;

/// A part of the layout that is the same for many requests.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LayoutPart {
    Header {
        signed_in: bool,
        /// Whether the viewer manages people.
        desk: bool,
        current: Option<CurrentLink>,
    },
    Footer {
        /// Forms have little of it.
        short: bool,
        /// It leads to the operator.
        settings_version: i64,
    },
    /// A part of a page, by its name.
    Fixed(&'static str),
}

/// The link of the navigation that stands out on a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct CurrentLink {
    pub href: &'static str,
    /// Whether it leads to the page itself, not to one above it.
    pub is_page: bool,
}

/// Every cache; cheap to clone.
#[derive(Clone)]
pub struct Caches {
    /// Preview pictures of profiles, by their signed name.
    pub previews: Cache<String, Bytes>,
    /// Films TMDb found, by the normalised words of the search.
    pub films: Cache<String, Arc<[Film]>>,
    /// Small posters of films that were found, by TMDb's names.
    pub posters: Cache<String, Bytes>,
    /// Rendered parts of the layout.
    pub layout: Cache<(Lang, LayoutPart), Arc<str>>,
    /// Photos that any visitor may see.
    pub public_photos: Cache<(FileKind, String), Stamp>,
    /// Permissions to read a document's number that were used: each shows it once.
    pub used_reveals: Cache<String, ()>,
    /// What the form of the directory offers.
    pub talent_choices: Cache<(), Arc<TalentChoices>>,
    /// How many groups of people there are who may be one person, by what they have in common.
    pub duplicates: Cache<Likeness, i64>,
    /// The last examination of this server.
    pub examination: Cache<(), Arc<Examination>>,
    /// Who would get a draft of an announcement, by its number and version.
    pub audiences: Cache<(i64, i64), Arc<AnnouncementAudience>>,
    /// How much work and how many mails there are, for `/metrics`.
    pub work_counts: Cache<(), Arc<WorkCounts>>,
    /// What lay in the place of backups when a work on them was first looked at, by its number: the page about it is
    /// loaded every few seconds, and a bucket is not asked each time.
    pub stored_backups: Cache<i64, Arc<[StoredBackup]>>,
    /// What the document of the API says of its operations; the router says who knows.
    pub api_operations: Arc<OnceLock<fn() -> &'static ApiDescription>>,
}

impl Caches {
    /// Empty caches.
    #[must_use]
    pub fn new(clock: &Clock) -> Self {
        Self {
            // The name of a preview changes with the picture, and the layout with the program and the settings.
            previews: Cache::new(MOST_PREVIEWS, Duration::MAX, clock),
            layout: Cache::new(MOST_LAYOUT_PARTS, Duration::MAX, clock),
            posters: Cache::new(MOST_POSTERS, FILMS, clock),
            films: Cache::new(MOST_FILM_SEARCHES, FILMS, clock),
            // A change of the person ends an entry.
            public_photos: Cache::new(MOST_PUBLIC_PHOTOS, Duration::MAX, clock),
            used_reveals: Cache::new(MOST_USED_REVEALS, Duration::MAX, clock),
            talent_choices: Cache::new(1, READ, clock).until_a_write(),
            // Ends when two people are merged or told apart.
            duplicates: Cache::new(MOST_LIKENESSES, DUPLICATES, clock),
            examination: Cache::new(1, EXAMINED, clock),
            audiences: Cache::new(MOST_AUDIENCES, AUDIENCES, clock),
            work_counts: Cache::new(1, COUNTED, clock),
            // Another work ends it, as does a backup that is deleted.
            stored_backups: Cache::new(1, Duration::MAX, clock),
            api_operations: Arc::default(),
        }
    }
}
