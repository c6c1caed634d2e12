//! What an archive says about itself.

use serde::{Deserialize, Serialize};

use crate::{
    domain::backup::Refusal,
    server::db::{catalogue::TableShape, migrations},
};

/// The form of archives that this program writes.
pub const FORMAT: u32 = 1;
pub const MANIFEST: &str = "manifest.json";
pub const KEYS: &str = "keys.json";
pub const OBJECTS: &str = "files.jsonl";
/// Longest of these entries, in bytes.
pub const LONGEST_MANIFEST: u64 = 1 << 20;

/// `manifest.json`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    pub format: u32,
    /// Version of the program that made the archive.
    pub application: String,
    /// Name of the newest migration of its database.
    pub schema: String,
    /// UTC, RFC 3339.
    pub made_at: String,
    pub engine: String,
    pub base_url: String,
    pub tables: Vec<TableEntry>,
    pub files: FilesEntry,
    /// SHA-256 of `keys.json`, if the archive has it.
    pub keys: Option<String>,
}

/// A table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableEntry {
    #[serde(flatten)]
    pub shape: TableShape,
    pub rows: u64,
    /// SHA-256 of its entry, in hexadecimal, as everywhere here.
    pub sha256: String,
    /// The last number it gave.
    pub last_number: Option<i64>,
}

impl TableEntry {
    /// The name of its entry.
    #[must_use]
    pub fn entry(&self) -> String {
        table_entry(&self.shape.name)
    }
}

/// The entry of a table.
pub fn table_entry(table: &str) -> String {
    format!("tables/{table}.jsonl")
}

/// Uploaded files.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FilesEntry {
    /// Rows of the table.
    pub rows: u64,
    /// Objects of the storage.
    pub objects: u64,
    pub bytes: u64,
    /// Rows whose contents were deleted while the backup was made.
    pub gone: u64,
    /// SHA-256 of `files.jsonl`.
    pub sha256: String,
}

/// `keys.json`.
#[derive(Clone, Serialize, Deserialize)]
pub struct KeysFile {
    pub secret_key: String,
    pub encryption_key: String,
}

/// Never shows a key.
impl std::fmt::Debug for KeysFile {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("KeysFile").finish_non_exhaustive()
    }
}

impl Manifest {
    /// Reads it, and whether this program can restore what it describes.
    pub fn read(bytes: &[u8]) -> Result<Self, Refusal> {
        #[derive(Deserialize)]
        struct Version {
            format: u32,
            application: String,
        }
        let bad = |_: serde_json::Error| Refusal::BadRow(MANIFEST.to_owned());
        let version: Version = serde_json::from_slice(bytes).map_err(bad)?;
        if version.format > FORMAT {
            return Err(Refusal::Future(version.application));
        }
        let manifest: Self = serde_json::from_slice(bytes).map_err(bad)?;
        // Names of migrations begin with their day.
        if migrations::newest().is_none_or(|newest| manifest.schema > newest) {
            return Err(Refusal::Future(manifest.application));
        }
        for table in &manifest.tables {
            check_shape(&table.shape)?;
        }
        Ok(manifest)
    }
}

/// Names become part of statements.
fn check_shape(shape: &TableShape) -> Result<(), Refusal> {
    let plain = |name: &str| {
        !name.is_empty()
            && name.len() <= 60
            && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
    };
    let columns = shape.columns.iter().map(|column| column.name.as_str());
    let known = |key: &String| columns.clone().any(|column| column == key);
    let fits = plain(&shape.name) && columns.clone().all(plain) && shape.primary_key.iter().all(known);
    if fits { Ok(()) } else { Err(Refusal::BadRow(MANIFEST.to_owned())) }
}
