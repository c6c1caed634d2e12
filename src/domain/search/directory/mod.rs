//! The directory's wire types: cards, filters as an address carries them, pages.

use crate::domain::{
    files::photo::Photo,
    profiles::public::{ShownResidence, TalentBadge},
    talents::{Talent, TalentCategory},
    visibility::Visibility,
};

mod filter;

pub use crate::domain::search::listing::Cursor;
pub use filter::{DirectoryFilter, FilterName, MOST_YEARS};

/// Cards on a page.
pub const PAGE_SIZE: usize = 24;
/// Totals are exact up to here.
pub const EXACT_TOTAL: i64 = 10_000;

/// A person in a list; like a profile, it cannot hold a private field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TalentCard {
    pub code: String,
    /// As in [`PublicProfile`](crate::domain::profiles::public::PublicProfile).
    pub names: Vec<String>,
    pub initials: String,
    /// Only where the viewer may see it.
    pub photo: Option<Photo>,
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
    pub emoji: String,
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
    Exact(i64),
    /// More than [`EXACT_TOTAL`]; counting stops there.
    MoreThanCounted,
}

impl Total {
    /// From a count that stopped one after [`EXACT_TOTAL`].
    #[must_use]
    pub const fn from_bounded_count(count: i64) -> Self {
        if count > EXACT_TOTAL { Self::MoreThanCounted } else { Self::Exact(count) }
    }
}

/// A page of the directory, or of another list of people whose filters are `N`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DirectoryPage<N = FilterName> {
    pub cards: Vec<TalentCard>,
    pub total: Total,
    pub previous: Option<Cursor>,
    pub next: Option<Cursor>,
    /// Filters of the address that made no sense and were left out.
    pub ignored: Vec<N>,
    /// With no result: filters without which there would be one.
    pub loosen: Vec<N>,
}

/// What the form of the directory offers.
#[derive(Debug, Clone)]
pub struct FilterChoices {
    pub categories: Vec<TalentCategory>,
    pub talents: Vec<Talent>,
}

/// The counts of the landing page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HomeFigures {
    /// People whose profile is public.
    pub people: Total,
    /// Different cities they live in.
    pub cities: i64,
    /// Talents to choose from.
    pub talents: i64,
}
