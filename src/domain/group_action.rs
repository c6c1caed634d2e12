//! What administrators do to many people at once.

use serde::{Deserialize, Serialize};

use super::{keyed, typed::to_ascii};

keyed! {
    /// What is done to each of the people.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub enum GroupActionKind {
        Suspend = "suspend",
        Reactivate = "reactivate",
        /// Approve minors.
        Approve = "approve",
        /// Ask by mail to complete the profile.
        Ask = "ask",
        Delete = "delete",
    }
}

impl GroupActionKind {
    /// What takes it back; `None` for what cannot be taken back.
    #[must_use]
    pub const fn undo(self) -> Option<Self> {
        match self {
            Self::Suspend => Some(Self::Reactivate),
            Self::Reactivate => Some(Self::Suspend),
            Self::Approve | Self::Ask | Self::Delete => None,
        }
    }
}

keyed! {
    /// How far it is, as it is stored.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub enum GroupActionState {
        /// Its administrator was not yet asked whether to begin.
        Draft = "draft",
        Running = "running",
        Done = "done",
        Cancelled = "cancelled",
        /// Its administrator may not do it any more: the rest of the people stay as they are.
        Stopped = "stopped",
        /// Errors of the server kept it from going on; it can be run again from the list of jobs.
        Failed = "failed",
    }
}

keyed! {
    /// What became of one of the people; everything but the first changed nothing.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub enum Outcome {
        Changed = "changed",
        /// It was so already.
        Unchanged = "unchanged",
        /// What was to be taken back of them was changed by others meanwhile.
        ChangedSince = "changed_since",
        /// The account of the administrator who asked for it.
        OwnAccount = "own_account",
        /// The site must keep an administrator.
        LastAdministrator = "last_administrator",
        /// Only minors need approval.
        NotAMinor = "not_a_minor",
        /// A suspended account gets no such mail.
        AccountSuspended = "account_suspended",
        /// Demo accounts get no mails.
        DemoAccount = "demo_account",
        /// There is no e-mail address to write to.
        NoAddress = "no_address",
        /// A mail of this kind was written within a day.
        AskedToday = "asked_today",
        /// The profile lacks nothing.
        Complete = "complete",
        /// The person was erased meanwhile.
        Gone = "gone",
        /// The server met an error, which its log tells.
        Failed = "failed",
    }
}

/// What the page about an action says of what was just asked for; the beginning it shows by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GroupActionAnswer {
    /// A suspension needs a reason.
    NoReason,
    /// What was typed to confirm a deletion is not the number of people.
    NotConfirmed,
    Stopped,
    /// It was over already.
    Unchanged,
    /// It cannot be taken back.
    Impossible,
}

/// Whether a typed number is this one, in the figures of any script and with any separators between groups.
#[must_use]
pub fn is_number(typed: &str, number: u64) -> bool {
    let mut figures = String::new();
    for character in typed.chars().take(40) {
        let ascii = to_ascii(character);
        if ascii.is_ascii_digit() {
            figures.push(ascii);
        } else if ascii.is_alphabetic() || ascii == '-' {
            return false;
        }
    }
    figures == number.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_undoes_is_undone_by_the_first() {
        for kind in GroupActionKind::ALL {
            assert!(kind.undo().is_none_or(|undo| undo.undo() == Some(kind)), "{kind:?}");
        }
    }

    #[test]
    fn a_number_is_confirmed_as_it_is_shown_or_typed() {
        for typed in ["12431", " 12 431 ", "12\u{202f}431", "12,431", "12.431", "١٢٤٣١", "١٢٬٤٣١"] {
            assert!(is_number(typed, 12_431), "{typed}");
        }
        for typed in ["", "1243", "124310", "-12431", "12431 people", "oui"] {
            assert!(!is_number(typed, 12_431), "{typed}");
        }
    }
}
