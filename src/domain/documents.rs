//! The documents that are drawn of people whom an administrator has selected.

use super::keyed;

/// The most people in one document: more is a matter for lists.
pub const MOST_IN_A_DOCUMENT: usize = 200;

/// The field of a form with the kind of document.
pub const DOCUMENT_FIELD: &str = "document";
/// The field with the day until which badges count.
pub const VALID_UNTIL_FIELD: &str = "valid_until";

keyed! {
    /// A document about several people.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
    pub enum PeopleDocument {
        /// The card of each person's main profile, of the CINEMA one where there is no other.
        Cards = "cards",
        /// The card of each person's CINEMA profile, of the main one where there is no other.
        CinemaCards = "cinema_cards",
        /// Twelve faces a page.
        Sheet12 = "sheet_12",
        /// Twenty faces a page.
        Sheet20 = "sheet_20",
        /// Four badges a page.
        BadgesA6 = "badges_a6",
        /// Badges of the size of a bank card.
        BadgesCard = "badges_card",
    }
}

impl PeopleDocument {
    /// Whether it says until when it counts.
    #[must_use]
    pub const fn is_badges(self) -> bool {
        matches!(self, Self::BadgesA6 | Self::BadgesCard)
    }
}
