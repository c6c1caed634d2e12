//! What administrators do with backups, and what the page says to it.

use serde::{Deserialize, Serialize};

use crate::domain::keyed;

keyed! {
    /// Where the passphrase of a new backup comes from.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub enum PassphraseSource {
        /// It is typed, twice.
        Typed = "typed",
        /// One is made and shown once.
        Made = "made",
        /// From the file of `BACKUP_PASSPHRASE_FILE`.
        File = "file",
    }
}

keyed! {
    /// How an action ended.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
    pub enum BackupAnswer {
        /// A backup is being made.
        Begun = "begun",
        /// A backup is being looked through.
        CheckBegun = "check_begun",
        Deleted = "deleted",
        /// Something is being done with backups already.
        Busy = "busy",
        NotConfirmed = "not_confirmed",
        /// The newest backup is not deleted.
        Newest = "newest",
        /// The two passphrases differ.
        Differ = "differ",
        /// The passphrase is shorter than it has to be.
        TooShort = "too_short",
        /// The passphrase would be guessed.
        Weak = "weak",
        /// The passphrase is longer than anything is typed.
        TooLong = "too_long",
        /// No passphrase was typed.
        NoPassphrase = "no_passphrase",
        /// The passphrase in the file of `BACKUP_PASSPHRASE_FILE` cannot be used.
        BadFile = "bad_file",
        /// The password had to be given first; nothing was done yet.
        SendAgain = "send_again",
    }
}

impl BackupAnswer {
    /// Whether something was begun or done.
    #[must_use]
    pub const fn is_done(self) -> bool {
        matches!(self, Self::Begun | Self::CheckBegun | Self::Deleted)
    }
}

/// The flash with what the page says after an action.
pub const BACKUP_FLASH: &str = "backup";

/// What the page says, and the passphrase that was made, which it shows this once.
#[derive(Clone, Serialize, Deserialize)]
pub struct BackupFlash {
    pub answer: BackupAnswer,
    pub passphrase: Option<String>,
}

impl From<BackupAnswer> for BackupFlash {
    fn from(answer: BackupAnswer) -> Self {
        Self { answer, passphrase: None }
    }
}

/// The fields of the forms.
pub mod fields {
    pub const SOURCE: &str = "source";
    pub const PASSPHRASE: &str = "passphrase";
    pub const AGAIN: &str = "passphrase_again";
    pub const NAME: &str = "name";
}
