//! The two modules of the site; a person has a profile in one or both.

use super::unique_code::UniqueCode;

/// A module of the site.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Module {
    /// The directory of talents.
    Main,
    /// The film-casting module.
    Cinema,
}

impl Module {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Main, Self::Cinema];

    /// The key in addresses.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Main => "main",
            Self::Cinema => "cinema",
        }
    }

    /// Reads a key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|module| module.key() == key)
    }

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
    pub fn profile_path(self, code: &UniqueCode) -> String {
        match self {
            Self::Main => format!("/profile/view/{code}"),
            Self::Cinema => format!("/cinema/profile/{code}"),
        }
    }
}
