//! Which audiences reach a profile at all.

use crate::domain::{keyed, visibility::rule::Audience};

keyed! {
    /// The audience that may find and open a profile, as its person chose; the most open first.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
    pub enum Visibility {
        Public = "public",
        Members = "members",
        Private = "private",
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
