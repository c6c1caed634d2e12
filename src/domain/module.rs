//! The two modules of the site; a person has a profile in one or both.

use std::fmt::Display;

use super::keyed;

keyed! {
    /// A module of the site, with its key in addresses.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
    pub enum Module {
        /// The directory of talents.
        Main = "main",
        /// The film-casting module.
        Cinema = "cinema",
    }
}

impl Module {
    /// Where the pictures of codes lie that lead to this module.
    #[must_use]
    pub const fn qr_path(self) -> &'static str {
        match self {
            Self::Main => "/qr",
            Self::Cinema => "/qr/cinema",
        }
    }

    /// The page of a person's profile in this module.
    #[must_use]
    pub fn profile_path(self, code: &(impl Display + ?Sized)) -> String {
        match self {
            Self::Main => format!("/profile/view/{code}"),
            Self::Cinema => format!("/cinema/profile/{code}"),
        }
    }
}
