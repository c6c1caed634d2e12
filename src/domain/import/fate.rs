//! What became of a row and of each of its cells.

use serde::{Deserialize, Serialize};

use crate::domain::keyed;

keyed! {
    /// Where people come from.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub enum ImportSource {
        /// The database of the replaced application.
        Flask = "flask",
        /// A spreadsheet, saved as CSV.
        Csv = "csv",
    }
}

keyed! {
    /// How far an import is.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub enum ImportState {
        /// A spreadsheet that was sent; what its columns mean is being chosen.
        Draft = "draft",
        Running = "running",
        Done = "done",
        /// An administrator stopped it, or is none any more.
        Stopped = "stopped",
        /// Ended by an error; it can be run again.
        Failed = "failed",
    }
}

keyed! {
    /// What became of a row.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
    #[serde(rename_all = "snake_case")]
    pub enum RowOutcome {
        /// A new person.
        Imported = "imported",
        /// A profile of a person who was there.
        Joined = "joined",
        /// An earlier run took it.
        Unchanged = "unchanged",
        /// Not about a person: an administrator of the replaced application.
        LeftOut = "left_out",
        /// It could not be taken.
        Refused = "refused",
    }
}

keyed! {
    /// What became of a cell. Each cell of a source has exactly one.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
    #[serde(rename_all = "snake_case")]
    pub enum Fate {
        /// Stored.
        Taken = "taken",
        /// Stored without characters that no text has.
        Mended = "mended",
        /// Nothing was in it.
        Empty = "empty",
        /// Nothing of it is needed here: codes drawn again, scores computed again.
        NotNeeded = "not_needed",
        /// Another row, changed later, says something else of the same person.
        Outdone = "outdone",
        /// The person was changed on this site since, and what was said here stays.
        ChangedHere = "changed_here",
        /// It took the place of what an older row said.
        Prevailed = "prevailed",
        /// A label that is in no list.
        UnknownLabel = "unknown_label",
        /// A text that could not be read as what it should be.
        Unreadable = "unreadable",
        /// Read, and refused by the rules of its field.
        Invalid = "invalid",
        /// More of a list than there is room for.
        TooMany = "too_many",
        /// The key does not open it.
        OtherKey = "other_key",
        /// The file is not there.
        FileMissing = "file_missing",
        /// The file is not what it should be.
        FileRefused = "file_refused",
        /// Another person has the code.
        CodeTaken = "code_taken",
        /// Another account has the address.
        EmailTaken = "email_taken",
        /// Another account has the address, and its owner never confirmed it.
        EmailUnconfirmed = "email_unconfirmed",
        /// No column of ours, and none that is known.
        UnknownColumn = "unknown_column",
        /// The row was not taken.
        RowRefused = "row_refused",
        /// An earlier run took the row.
        Before = "before",
    }
}

impl Fate {
    /// Whether an administrator should look at the cell: something was in it that is stored nowhere else.
    #[must_use]
    pub const fn is_lost(self) -> bool {
        match self {
            Self::Outdone
            | Self::ChangedHere
            | Self::UnknownLabel
            | Self::Unreadable
            | Self::Invalid
            | Self::TooMany
            | Self::OtherKey
            | Self::FileMissing
            | Self::FileRefused
            | Self::CodeTaken
            | Self::EmailTaken
            | Self::EmailUnconfirmed
            | Self::UnknownColumn => true,
            Self::Taken
            | Self::Mended
            | Self::Empty
            | Self::NotNeeded
            | Self::Prevailed
            | Self::RowRefused
            | Self::Before => false,
        }
    }
}
