//! Which people get the mail of an announcement, and why the others do not.

use serde::{Deserialize, Serialize};

use super::AnnouncementKind;
use crate::domain::keyed;

keyed! {
    /// What became of one of the people; everything but the first wrote no mail.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub enum RecipientOutcome {
        /// A mail was written, which leaves in its turn.
        Written = "written",
        /// There is no e-mail address to write to.
        NoAddress = "no_address",
        /// Demo accounts get no mails.
        DemoAccount = "demo_account",
        AccountSuspended = "account_suspended",
        /// News are for people who have said that they want them.
        NotAgreed = "not_agreed",
        /// The person does not want news any more.
        Unsubscribed = "unsubscribed",
        /// Their owner has not confirmed the address: news could reach a stranger.
        Unconfirmed = "unconfirmed",
        /// Another announcement of this kind was written to the person on the same day.
        SameDay = "same_day",
        /// The server met an error, which its log tells.
        Failed = "failed",
    }
}

/// What decides whether a person is written to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Addressee {
    pub has_address: bool,
    /// Whether it was confirmed.
    pub confirmed: bool,
    /// Whether the account may be used.
    pub active: bool,
    pub demo: bool,
    /// Whether the person wants news; none when that was never said.
    pub news: Option<bool>,
}

impl Addressee {
    /// Why an announcement of this kind is not written to the person, if so. Whether another one was on the same day is
    /// another question.
    #[must_use]
    pub const fn left_out(self, kind: AnnouncementKind) -> Option<RecipientOutcome> {
        if !self.active {
            return Some(RecipientOutcome::AccountSuspended);
        }
        if self.demo {
            return Some(RecipientOutcome::DemoAccount);
        }
        if !self.has_address {
            return Some(RecipientOutcome::NoAddress);
        }
        if !kind.can_be_unsubscribed() {
            return None;
        }
        match self.news {
            None => Some(RecipientOutcome::NotAgreed),
            Some(false) => Some(RecipientOutcome::Unsubscribed),
            Some(true) if !self.confirmed => Some(RecipientOutcome::Unconfirmed),
            Some(true) => None,
        }
    }
}

/// What the page about an announcement says of what was just asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AnnouncementAnswer {
    /// The draft is stored and can be read as it will be sent.
    Saved,
    /// The draft is stored, and nothing can be sent yet: the page names what is wrong.
    Incomplete,
    /// A test mail was written to the administrator.
    Tested,
    /// The administrator's account has no e-mail address.
    NoOwnAddress,
    /// Many test mails were written within an hour.
    TooManyTests,
    /// The box that confirms it was not ticked.
    NotConfirmed,
    /// The draft was changed since it was read.
    Changed,
    Stopped,
    /// It was over already.
    Unchanged,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_reason_leaves_out_its_people() {
        use AnnouncementKind::{Convocation, Information};
        use RecipientOutcome::{AccountSuspended, DemoAccount, NoAddress, NotAgreed, Unconfirmed, Unsubscribed};
        let wants = Addressee { has_address: true, confirmed: true, active: true, demo: false, news: Some(true) };
        for (addressee, convocation, information) in [
            (wants, None, None),
            (Addressee { confirmed: false, ..wants }, None, Some(Unconfirmed)),
            (Addressee { news: None, ..wants }, None, Some(NotAgreed)),
            (Addressee { news: Some(false), ..wants }, None, Some(Unsubscribed)),
            (Addressee { has_address: false, ..wants }, Some(NoAddress), Some(NoAddress)),
            (Addressee { demo: true, ..wants }, Some(DemoAccount), Some(DemoAccount)),
            (Addressee { active: false, demo: true, ..wants }, Some(AccountSuspended), Some(AccountSuspended)),
        ] {
            assert_eq!(addressee.left_out(Convocation), convocation, "{addressee:?}");
            assert_eq!(addressee.left_out(Information), information, "{addressee:?}");
        }
    }
}
