//! What a CV says, and what a language model advises about it.

pub mod advice;
mod arabic;
mod contacts;
mod dates;
mod headings;
pub mod instructions;
mod named_languages;
pub mod reading;
pub mod redaction;
mod years;

use serde::{Deserialize, Serialize};

use super::keyed;

/// Analyses with a model that a person can ask for in a day.
pub const MOST_A_DAY: i64 = 3;
/// Questions to a model about one person in a day, failed ones and those that administrators ask for included.
pub const MOST_CALLS_A_DAY: i64 = 10;
/// Letters of a CV that are sent to a model.
pub const LONGEST_SENT: usize = 12_000;

keyed! {
    /// How far an analysis is, as it is stored.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub enum AnalysisState {
        Waiting = "waiting",
        /// The text was read here; no model was asked.
        Read = "read",
        /// A model advised.
        Advised = "advised",
        Failed = "failed",
    }
}

keyed! {
    /// Why an analysis has no text or no advice, as it is stored.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
    #[serde(rename_all = "snake_case")]
    pub enum AnalysisProblem {
        /// Pictures of pages.
        Scan = "scan",
        /// A password is needed to take text out of the file.
        Locked = "locked",
        /// The file is damaged.
        Unreadable = "unreadable",
        /// Reading it takes too long, or too much memory.
        TooLong = "too_long",
        /// There is no key, or no model was chosen.
        NotConfigured = "not_configured",
        /// What may be spent in a month is spent.
        OverLimit = "over_limit",
        /// So many questions about one person in a day that something is wrong.
        TooOften = "too_often",
        /// The provider does not know the key.
        Refused = "refused",
        /// The account at the provider is empty.
        Unpaid = "unpaid",
        /// The provider asks to wait.
        Busy = "busy",
        /// The provider does not answer.
        Unavailable = "unavailable",
        /// What the model wrote is not what was asked for.
        BadAnswer = "bad_answer",
    }
}

impl AnalysisProblem {
    /// Whether it may pass by itself.
    #[must_use]
    pub const fn may_pass(self) -> bool {
        matches!(self, Self::Busy | Self::Unavailable | Self::BadAnswer)
    }

    /// Whether the file is the reason.
    #[must_use]
    pub const fn is_of_file(self) -> bool {
        matches!(self, Self::Scan | Self::Locked | Self::Unreadable | Self::TooLong)
    }
}

/// How an action on an analysis ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AnalysisAnswer {
    /// It begins in a moment.
    Begun,
    /// It is on its way already.
    Underway,
    Erased,
    /// The person does not agree to an analysis.
    NotAllowed,
    /// There is no CV.
    NoCv,
    /// The person asked for [`MOST_A_DAY`].
    TooOften,
    /// Nothing was chosen.
    NothingChosen,
    /// Something was added to the profile.
    Added,
    /// It could not be added, or stands there already.
    NotAdded,
    /// The person changed meanwhile.
    Changed,
}
