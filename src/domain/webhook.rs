//! Webhooks: other programs are told when something happens to a person.

use serde::{Deserialize, Serialize};

use super::keyed;

keyed! {
    /// What they can be told of, as it is stored and sent.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub enum WebhookEvent {
        Registered = "person.registered",
        /// Answers, files, visibility or the e-mail address changed, a profile was added or removed, an account let in
        /// again.
        Updated = "person.updated",
        Suspended = "person.suspended",
        Deleted = "person.deleted",
        /// An administrator approved the profile of a minor.
        Approved = "profile.approved",
    }
}

/// The event of a trial, which is about no person.
pub const TRIAL: &str = "webhook.test";

/// Webhooks a site can have.
pub const MOST_WEBHOOKS: i64 = 20;

/// Events as a column holds them.
#[must_use]
pub fn joined(events: &[WebhookEvent]) -> String {
    events.iter().map(|event| event.key()).collect::<Vec<_>>().join(",")
}

/// The events of a column.
#[must_use]
pub fn parted(stored: &str) -> Vec<WebhookEvent> {
    stored.split(',').filter_map(WebhookEvent::from_key).collect()
}

keyed! {
    /// What became of telling a webhook of an event, as it is stored.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub enum DeliveryState {
        /// It is tried now or again later.
        Waiting = "waiting",
        Delivered = "delivered",
        Failed = "failed",
    }
}

/// Why an address cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WebhookProblem {
    /// No address of the web, or one with a password in it.
    NotAnAddress,
    /// Not encrypted, and in no network that may be told so.
    NotHttps,
    /// In a network that is not public.
    Private,
    NoEvent,
    /// There are [`MOST_WEBHOOKS`].
    TooMany,
}

/// How an action on a webhook ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WebhookAnswer {
    Added,
    Refused(WebhookProblem),
    Rotated,
    SwitchedOn,
    SwitchedOff,
    Deleted,
    /// A trial is on its way.
    Tested,
    /// A delivery is on its way again.
    Resent,
    /// It was so already.
    Unchanged,
    /// Nothing is sent to one that is switched off.
    Off,
    NotConfirmed,
    /// The password had to be given first; nothing was done yet.
    SendAgain,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn events_are_read_back_and_unknown_ones_left_out() {
        assert_eq!(parted(&joined(&WebhookEvent::ALL)), WebhookEvent::ALL);
        assert_eq!(parted("person.updated,moon.landed"), [WebhookEvent::Updated]);
        assert!(parted("").is_empty());
        assert!(WebhookEvent::from_key(TRIAL).is_none());
    }
}
