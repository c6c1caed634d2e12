//! What is being done with backups, and what was done lately.

use serde::{Deserialize, Serialize};

use super::Refusal;
use crate::domain::keyed;

keyed! {
    /// What is done, as it is stored.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub enum BackupWorkKind {
        /// A backup is written into the place of backups.
        Create = "create",
        /// A backup is written to a browser.
        Send = "send",
        /// A backup of that place is looked through.
        Check = "check",
    }
}

keyed! {
    /// How far it is, as it is stored.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub enum BackupWorkState {
        Running = "running",
        /// A check that found the backup damaged is done too.
        Done = "done",
        Failed = "failed",
        /// The server that did it stopped.
        Interrupted = "interrupted",
    }
}

keyed! {
    /// What is counted while it runs, as it is stored.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub enum BackupStage {
        Rows = "rows",
        Files = "files",
    }
}

/// What came out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum BackupReport {
    Created {
        rows: u64,
        files: u64,
        /// Files that were deleted meanwhile.
        gone: u64,
    },
    /// The backup can be restored.
    Whole {
        /// UTC, RFC 3339.
        made_at: String,
        /// Version of the program that made it.
        application: String,
        people: u64,
        rows: u64,
        files: u64,
        with_keys: bool,
    },
    /// It cannot.
    Refused { refusal: Refusal },
    /// There was no room.
    NoRoom,
    /// Something else; the log of the server says what.
    Failed,
}

impl BackupReport {
    /// The state of work that came to this.
    #[must_use]
    pub const fn state(&self) -> BackupWorkState {
        match self {
            Self::Created { .. } | Self::Whole { .. } | Self::Refused { .. } => BackupWorkState::Done,
            Self::NoRoom | Self::Failed => BackupWorkState::Failed,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_is_read_back() {
        let whole = BackupReport::Whole {
            made_at: "2026-11-29T03:00:00Z".to_owned(),
            application: "1.0.0".to_owned(),
            people: 2,
            rows: 90,
            files: 3,
            with_keys: true,
        };
        let entry = "tables/people.jsonl".to_owned();
        let refused =
            [Refusal::WrongPassphrase, Refusal::Missing(entry)].map(|refusal| BackupReport::Refused { refusal });
        for report in [whole, BackupReport::Created { rows: 1, files: 0, gone: 0 }, BackupReport::NoRoom]
            .into_iter()
            .chain(refused)
        {
            let stored = serde_json::to_string(&report).unwrap();
            assert_eq!(serde_json::from_str::<BackupReport>(&stored).unwrap(), report, "{stored}");
        }
    }
}
