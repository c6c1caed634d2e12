//! What the pages about passwords, addresses and sessions answer.

use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

use crate::domain::field_error::FieldErrors;

/// How a report of a forgotten password ended. Whether there is such an account is not revealed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ForgotAnswer {
    /// If the account exists, a mail is sent to its address.
    Taken,
    /// Not shaped like an address.
    NoAddress,
    /// Too many reports; the next one is taken after so many seconds.
    TooFast { seconds: u64 },
}

/// How choosing a new password through a link ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ResetAnswer {
    Done,
    /// The link was used or has expired.
    LinkDead,
    /// Fields to correct.
    Refused(FieldErrors),
}

/// How changing the password ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PasswordChangeAnswer {
    Done,
    Refused(FieldErrors),
    TooFast { seconds: u64 },
}

/// How asking for another address ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EmailChangeAnswer {
    /// Both addresses are written to.
    Asked,
    Refused(FieldErrors),
    TooFast {
        seconds: u64,
    },
}

/// How following a link of a mail ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LinkAnswer {
    Done,
    /// The link was used or has expired.
    Dead,
    /// Meanwhile another account has the address.
    Taken,
}

/// What the page behind a confirmation link offers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ConfirmationLink {
    /// To confirm the address of an account.
    Address,
    /// To make an address the one of an account.
    NewAddress,
    /// Nothing: it is confirmed.
    Confirmed,
    /// Nothing: the link has expired, or never worked.
    Dead,
}

/// How asking for another confirmation mail ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ConfirmationSent {
    Sent,
    /// The address is confirmed.
    NotNeeded,
    /// Enough mails were sent in this hour.
    TooFast {
        seconds: u64,
    },
}

/// How giving the password again ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReauthenticationAnswer {
    Given,
    Wrong,
    TooFast { seconds: u64 },
}

/// How deleting the own account ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DeletionAnswer {
    /// There is no such account any more.
    Done,
    /// What was typed to confirm it is neither the code nor the word that was asked for.
    NotConfirmed,
    /// The site would be left without an administrator.
    LastAdministrator,
}

/// A session as its owner sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SessionLine {
    pub id: i64,
    /// Whether it is the one of this very request.
    pub current: bool,
    pub user_agent: String,
    pub network: String,
    /// In UTC.
    pub begun: NaiveDateTime,
    /// In UTC.
    pub last_seen: NaiveDateTime,
}
