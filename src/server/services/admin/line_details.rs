//! Why something was done and which answers it changed, as a line of the audit log says it.

use super::audit_log::EXPORTED;
use crate::{
    domain::admin::{AddressReason, StricterReason, SuspensionReason},
    server::repositories::admin::audit::StoredLine,
};

/// The action of a line about changed answers.
const CHANGED: &str = "person.changed";
/// The action of a line about another address.
const ADDRESS: &str = "email.change_asked";

/// What a line says beside who did what to whom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineDetails {
    pub reason: Option<NotedReason>,
    /// What people were exported for, as an administrator typed it.
    pub purpose: Option<String>,
    /// The names of the fields that were changed; of an export, of its filters and columns.
    pub fields: Vec<String>,
}

/// A reason of one of the closed lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotedReason {
    Suspension(SuspensionReason),
    /// Of a stricter visibility.
    Stricter(StricterReason),
    /// Of another address.
    Address(AddressReason),
}

impl LineDetails {
    /// Of a line; a reason that is in no list any more is left out.
    #[must_use]
    pub fn of(line: &StoredLine) -> Self {
        let fields = line.fields.iter().flat_map(|fields| fields.split(',')).map(str::to_owned).collect();
        if line.action == EXPORTED {
            return Self { reason: None, purpose: line.reason.clone(), fields };
        }
        let reason = line.reason.as_deref().and_then(|key| NotedReason::of(&line.action, key));
        Self { reason, purpose: None, fields }
    }
}

impl NotedReason {
    /// The lists have keys in common: the action says which one is meant.
    fn of(action: &str, key: &str) -> Option<Self> {
        match action {
            CHANGED => StricterReason::from_key(key).map(Self::Stricter),
            ADDRESS => AddressReason::from_key(key).map(Self::Address),
            _ => SuspensionReason::from_key(key).map(Self::Suspension),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_action_says_of_which_list_a_reason_is() {
        for (action, key, expected) in [
            ("account.suspended", "asked", Some(NotedReason::Suspension(SuspensionReason::Asked))),
            (CHANGED, "asked", Some(NotedReason::Stricter(StricterReason::Asked))),
            (ADDRESS, "asked", Some(NotedReason::Address(AddressReason::Asked))),
            (ADDRESS, "conduct", None),
            (CHANGED, "duplicate", None),
            ("account.suspended", "safety", None),
        ] {
            assert_eq!(NotedReason::of(action, key), expected, "{action} {key}");
        }
    }
}
