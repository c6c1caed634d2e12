//! Which audiences reach a profile at all.

use serde::{Deserialize, Serialize};

use crate::domain::visibility::rule::Audience;

/// The audience that may find and open a profile, as its person chose.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Visibility {
    Public,
    Members,
    Private,
}

impl Visibility {
    /// Every choice, from the most open.
    pub const ALL: [Self; 3] = [Self::Public, Self::Members, Self::Private];

    /// The stored key.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Public => "public",
            Self::Members => "members",
            Self::Private => "private",
        }
    }

    /// Reads a stored or typed key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|visibility| visibility.key() == key)
    }
}

/// What decides whether a profile is reachable.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ModerationState {
    pub visibility: Visibility,
    pub suspended: bool,
    /// Under eighteen today.
    pub minor: bool,
    /// An administrator approved the minor's profile.
    pub minor_approved: bool,
}

impl ModerationState {
    /// The visibility that counts today: a minor's profile is never public, and private until approved.
    #[must_use]
    pub const fn effective_visibility(self) -> Visibility {
        match (self.minor, self.minor_approved, self.visibility) {
            (true, false, _) => Visibility::Private,
            (true, true, Visibility::Public) => Visibility::Members,
            (_, _, chosen) => chosen,
        }
    }

    /// Whether this audience can open the profile. A refusal does not say why.
    #[must_use]
    pub const fn reachable(self, audience: Audience) -> bool {
        match (audience, self.effective_visibility()) {
            (Audience::Administrator, _) => true,
            _ if self.suspended => false,
            (Audience::Owner, _) | (_, Visibility::Public) => true,
            (Audience::SignedIn, Visibility::Members) => true,
            (Audience::SignedIn, Visibility::Private) => false,
            (Audience::Anonymous, Visibility::Members | Visibility::Private) => false,
        }
    }
}
