//! Why a file is not restored. Nothing has changed then.

use std::io;

use serde::{Deserialize, Serialize};

/// A reason, one sentence each.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Refusal {
    /// The file cannot be read: the system's own words.
    Unreadable(String),
    /// No archive at all.
    NoArchive,
    /// A ZIP archive that this program did not write.
    ForeignArchive,
    /// The end is missing.
    Cut,
    /// Something in it is not as it was written.
    Damaged,
    WrongPassphrase,
    /// It would become far larger than a backup of its size.
    Bomb,
    /// The name of an entry leads out of the archive, or is none of ours.
    BadName,
    DuplicateName,
    /// An entry that has to be there.
    Missing(String),
    /// An entry that has no business there.
    Unexpected(String),
    /// A newer version of the program made it: that version.
    Future(String),
    /// A row that is not of the form that the manifest promises, in this table.
    BadRow(String),
    /// Rows that the database refuses, in this table or all together: its own words.
    RefusedRows(String),
    /// A value is encrypted with a key that is neither in the archive nor in `ENCRYPTION_KEY`.
    MissingKey,
}

impl std::error::Error for Refusal {}

/// For operators; the desk has its own texts.
impl std::fmt::Display for Refusal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Unreadable(why) => write!(f, "The file cannot be read: {why}"),
            Self::NoArchive => write!(f, "The file is no backup: it does not begin like one"),
            Self::ForeignArchive => write!(f, "The file is a ZIP archive, but none that TalentsMaroc made"),
            Self::Cut => write!(f, "The backup is cut off: its end is missing"),
            Self::Damaged => write!(f, "The backup is damaged: it is not as it was written"),
            Self::WrongPassphrase => write!(f, "The passphrase is not the one this backup was made with"),
            Self::Bomb => write!(f, "The archive would become far larger than a backup of its size can be"),
            Self::BadName => write!(f, "An entry of the archive has a name that no backup has"),
            Self::DuplicateName => write!(f, "Two entries of the archive have the same name"),
            Self::Missing(entry) => write!(f, "The backup is not complete: {entry} is missing"),
            Self::Unexpected(entry) => write!(f, "The backup holds {entry}, which belongs to nothing in it"),
            Self::Future(version) => {
                write!(f, "A newer TalentsMaroc made this backup: restore it with version {version} or later")
            }
            Self::BadRow(table) => write!(f, "A row of {table} is not what the manifest of the backup promises"),
            Self::RefusedRows(why) => write!(f, "The rows of the backup do not fit together: {why}"),
            Self::MissingKey => write!(
                f,
                "Values of the backup are encrypted with a key that is neither in it nor in ENCRYPTION_KEY; add that key \
                 behind the others"
            ),
        }
    }
}

impl From<Refusal> for io::Error {
    fn from(refusal: Refusal) -> Self {
        Self::other(refusal)
    }
}

impl From<io::Error> for Refusal {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            // The bounds of every entry are known.
            io::ErrorKind::UnexpectedEof => Self::Cut,
            // What the decoder says of broken data.
            io::ErrorKind::InvalidInput | io::ErrorKind::InvalidData => Self::Damaged,
            _ => match error.downcast::<Self>() {
                Ok(refusal) => refusal,
                Err(error) => Self::Unreadable(error.to_string()),
            },
        }
    }
}
