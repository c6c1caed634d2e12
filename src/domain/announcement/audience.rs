//! Who gets an announcement, in numbers.

use super::RecipientOutcome;
use crate::domain::lang::Lang;

/// How many people get an announcement in which language, and how many do not get it and why.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AnnouncementAudience {
    /// The languages it is written in.
    pub mails: Vec<(Lang, u64)>,
    /// The reasons that there are.
    pub left_out: Vec<(RecipientOutcome, u64)>,
    /// People who were erased since they were chosen.
    pub gone: u64,
}

impl AnnouncementAudience {
    /// How many people get it.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.mails.iter().map(|(_, count)| count).sum()
    }

    /// Counts one more.
    pub fn count<K: PartialEq>(counts: &mut Vec<(K, u64)>, key: K) {
        match counts.iter_mut().find(|(counted, _)| *counted == key) {
            Some((_, count)) => *count += 1,
            None => counts.push((key, 1)),
        }
    }
}
