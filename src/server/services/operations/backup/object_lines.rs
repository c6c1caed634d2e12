//! `files.jsonl`: a line for every row of uploaded files.

use serde::{Deserialize, Serialize};

/// Where the contents of a file are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileLine {
    /// The random name that the row has.
    pub name: String,
    /// None when the file was deleted while the backup was made: its row is not restored either.
    pub objects: Vec<ObjectLine>,
}

/// An object of the storage.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ObjectLine {
    /// Its key; its entry is `files/KEY`.
    pub key: String,
    pub size: u64,
    pub sha256: String,
}

impl ObjectLine {
    pub fn entry(&self) -> String {
        object_entry(&self.key)
    }
}

/// The entry of an object.
pub fn object_entry(key: &str) -> String {
    format!("files/{key}")
}

/// A hash in hexadecimal.
pub fn hexadecimal(hash: &[u8]) -> String {
    hash.iter().map(|byte| format!("{byte:02x}")).collect()
}
