//! What pages of lists show.

use std::{collections::BTreeMap, sync::Arc};

use super::{cursor::Cursor, filter::FilterId};
use crate::domain::{
    files::photo::Photo,
    profiles::public::{ShownResidence, TalentBadge},
    talents::{Talent, TalentCategory},
    visibility::Visibility,
};

/// Totals are exact up to here.
pub const EXACT_TOTAL: u64 = 10_000;

/// A person in a list; like a profile, it cannot hold a private field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TalentCard {
    pub code: String,
    /// As in [`PublicProfile`](crate::domain::profiles::public::PublicProfile).
    pub names: Vec<String>,
    pub initials: String,
    /// Only where the viewer may see it.
    pub photo: Option<Photo>,
    /// In years.
    pub age: u32,
    /// In centimetres; only of a CINEMA profile, where it was answered and the viewer may see it.
    pub height: Option<i64>,
    pub residence: ShownResidence,
    pub talents: Vec<TalentBadge>,
    pub availability: Option<CardAvailability>,
    /// For administrators: why other viewers do not see this person, if they do not.
    pub hidden: Option<Hidden>,
}

/// When the person works.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CardAvailability {
    /// In the viewer's language.
    pub label: String,
    /// Whether they can be hired at all.
    pub available: bool,
}

/// Why a card is not public.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hidden {
    /// A minor's profile that waits for approval.
    MinorWaiting,
    /// The visibility that counts is not public.
    Limited(Visibility),
}

/// How many people match.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Total {
    Exact(u64),
    /// More than [`EXACT_TOTAL`].
    MoreThanCounted,
}

impl From<u64> for Total {
    fn from(count: u64) -> Self {
        if count > EXACT_TOTAL { Self::MoreThanCounted } else { Self::Exact(count) }
    }
}

/// How many people a search would find with each choice of its filters, as far as its viewer may know. Cheap to clone.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FacetCounts(Arc<BTreeMap<FilterId, BTreeMap<String, u64>>>);

impl FacetCounts {
    /// Sets the counts of a filter's choices; what is not among them has none.
    pub fn set(&mut self, filter: FilterId, counts: BTreeMap<String, u64>) {
        Arc::make_mut(&mut self.0).insert(filter, counts);
    }

    /// How many people would be found with this choice; `None` where it is not counted.
    #[must_use]
    pub fn get(&self, filter: FilterId, key: &str) -> Option<u64> {
        self.0.get(&filter).map(|counts| counts.get(key).copied().unwrap_or(0))
    }
}

/// A page of a list of people, each of whom is a card or a line of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SearchPage<Line = TalentCard> {
    pub lines: Vec<Line>,
    pub total: Total,
    pub previous: Option<Cursor>,
    pub next: Option<Cursor>,
    /// Filters of the address that made no sense and were left out.
    pub ignored: Vec<FilterId>,
    /// With no result: filters without which there would be one.
    pub loosen: Vec<FilterId>,
    /// Nothing matched the words as they were typed: these are people whose words differ by one letter.
    pub approximate: bool,
    pub counts: FacetCounts,
}

/// Which part of a list is wanted, where it is not the page of a site.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    /// People of the list before it; only without a cursor.
    pub skip: usize,
    /// People in it.
    pub size: usize,
}

/// The talents a form offers.
#[derive(Debug, Clone)]
pub struct TalentChoices {
    pub categories: Vec<TalentCategory>,
    pub talents: Vec<Talent>,
}

/// The counts of the landing page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HomeFigures {
    /// People whose profile is public.
    pub people: Total,
    /// Different cities they live in.
    pub cities: u64,
    /// Talents to choose from.
    pub talents: i64,
}
