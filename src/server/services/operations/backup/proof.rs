//! Everything that can be known of a backup before anything is done with it.

use std::{
    collections::{BTreeSet, HashSet},
    io::{BufRead, BufReader, Read, Seek, Write as _},
};

use ring::digest::{Context, SHA256};
use tempfile::SpooledTempFile;

use super::{
    manifest::{KEYS, KeysFile, LONGEST_MANIFEST, MANIFEST, Manifest, OBJECTS, TableEntry},
    object_lines::{FileLine, hexadecimal},
    rows::check_row,
};
use crate::{
    domain::backup::Refusal,
    server::{
        db::migrations,
        documents::sealed_zip::SealedZip,
        repositories::operations::backup::{TAKEN, shape_of},
        security::encryption::Keyring,
        storage::Key,
    },
};

/// Longest row, in bytes.
const LONGEST_ROW: u64 = 64 << 20;

/// Lines about files are collected in memory up to this, then in a temporary file.
const IN_MEMORY: usize = 4 << 20;

/// A backup that was looked through.
#[derive(Debug, Clone)]
pub struct Proof {
    pub manifest: Manifest,
    pub keys: Option<KeysFile>,
    /// Names of files whose contents were gone when it was made.
    pub gone: Vec<String>,
}

impl Proof {
    /// Rows of all tables.
    #[must_use]
    pub fn rows(&self) -> u64 {
        self.manifest.tables.iter().map(|table| table.rows).sum()
    }

    /// The keys that open its values: of the installation, then its own.
    #[must_use]
    pub fn encryption_keys(&self, installation: &str) -> String {
        with_keys(installation, self.keys.as_ref())
    }
}

fn with_keys(installation: &str, keys: Option<&KeysFile>) -> String {
    match keys {
        Some(keys) => format!("{installation},{}", keys.encryption_key),
        None => installation.to_owned(),
    }
}

/// Looks through a backup: every byte, every row, every encrypted value, and that all of it belongs together. What only
/// a database can say (references, unique values) is left to the loading.
///
/// # Errors
/// The first reason not to restore it.
pub fn prove<R: Read + Seek>(file: R, passphrase: &str, encryption_key: &str) -> Result<Proof, Refusal> {
    let mut looked = Looked::open(SealedZip::open(file, passphrase)?);
    let manifest = Manifest::read(&looked.small(MANIFEST, None)?)?;
    check_tables(&manifest)?;
    let keys: Option<KeysFile> = match &manifest.keys {
        Some(sha256) => {
            let text = looked.small(KEYS, Some(sha256))?;
            Some(serde_json::from_slice(&text).map_err(|_| Refusal::BadRow(KEYS.to_owned()))?)
        }
        None => None,
    };
    let keyring = Keyring::parse(&with_keys(encryption_key, keys.as_ref())).map_err(|_| Refusal::MissingKey)?;
    let mut names = HashSet::new();
    for table in &manifest.tables {
        looked.table(table, &keyring, &mut names)?;
    }
    let gone = looked.files(&manifest, &keyring, names)?;
    looked.nothing_else()?;
    Ok(Proof { manifest, keys, gone })
}

/// The tables of this version are those that it takes; of older ones the manifest alone knows.
fn check_tables(manifest: &Manifest) -> Result<(), Refusal> {
    let mut names = BTreeSet::new();
    for table in &manifest.tables {
        if !names.insert(table.shape.name.as_str()) {
            return Err(Refusal::DuplicateName);
        }
    }
    if migrations::newest().is_none_or(|newest| newest != manifest.schema) {
        return Ok(());
    }
    for taken in TAKEN {
        let shape = shape_of(taken).ok_or(Refusal::Damaged)?;
        match manifest.tables.iter().find(|table| table.shape.name == taken.table) {
            Some(table) if table.shape == *shape => {}
            Some(table) => return Err(Refusal::BadRow(table.entry())),
            None => return Err(Refusal::Missing(super::manifest::table_entry(taken.table))),
        }
    }
    let known = |table: &&TableEntry| !TAKEN.iter().any(|taken| taken.table == table.shape.name);
    manifest.tables.iter().find(known).map_or(Ok(()), |table| Err(Refusal::Unexpected(table.entry())))
}

/// An archive, and which of its entries were looked at.
struct Looked<R> {
    archive: SealedZip<R>,
    seen: Vec<bool>,
}

impl<R: Read + Seek> Looked<R> {
    fn open(archive: SealedZip<R>) -> Self {
        let seen = vec![false; archive.entries().len()];
        Self { archive, seen }
    }

    fn number(&mut self, entry: &str) -> Result<usize, Refusal> {
        let number = self.archive.find(entry).ok_or_else(|| Refusal::Missing(entry.to_owned()))?;
        match self.seen.get_mut(number) {
            Some(seen) if !*seen => {
                *seen = true;
                Ok(number)
            }
            // Two rows share an object.
            _ => Err(Refusal::Unexpected(entry.to_owned())),
        }
    }

    /// A short entry, whole.
    fn small(&mut self, entry: &str, sha256: Option<&str>) -> Result<Vec<u8>, Refusal> {
        let number = self.number(entry)?;
        let mut text = Vec::new();
        self.archive.read(number)?.take(LONGEST_MANIFEST + 1).read_to_end(&mut text)?;
        if text.len() as u64 > LONGEST_MANIFEST {
            return Err(Refusal::Bomb);
        }
        let own = hexadecimal(ring::digest::digest(&SHA256, &text).as_ref());
        if sha256.is_some_and(|sha256| sha256 != own) { Err(Refusal::Damaged) } else { Ok(text) }
    }

    /// Every line of an entry, and the hash of all.
    fn lines(&mut self, entry: &str, mut look: impl FnMut(&str) -> Result<(), Refusal>) -> Result<String, Refusal> {
        let number = self.number(entry)?;
        let mut reader = BufReader::with_capacity(64 << 10, self.archive.read(number)?);
        let mut hash = Context::new(&SHA256);
        let mut line = Vec::new();
        loop {
            line.clear();
            if reader.by_ref().take(LONGEST_ROW).read_until(b'\n', &mut line)? == 0 {
                return Ok(hexadecimal(hash.finish().as_ref()));
            }
            hash.update(&line);
            let text = line.strip_suffix(b"\n").and_then(|line| std::str::from_utf8(line).ok());
            look(text.ok_or_else(|| Refusal::BadRow(entry.to_owned()))?)?;
        }
    }

    fn table(&mut self, table: &TableEntry, keyring: &Keyring, names: &mut HashSet<String>) -> Result<(), Refusal> {
        let mut rows = 0;
        let sha256 = self.lines(&table.entry(), |line| {
            let row = check_row(line, &table.shape, keyring)?;
            rows += 1;
            if table.shape.name == "files"
                && let Some(name) = row.get("name").and_then(serde_json::Value::as_str)
            {
                names.insert(name.to_owned());
            }
            Ok(())
        })?;
        if rows == table.rows && sha256 == table.sha256 { Ok(()) } else { Err(Refusal::Damaged) }
    }

    /// The contents of files: names whose contents are gone.
    fn files(
        &mut self,
        manifest: &Manifest,
        keyring: &Keyring,
        mut names: HashSet<String>,
    ) -> Result<Vec<String>, Refusal> {
        let mut lines = SpooledTempFile::new(IN_MEMORY);
        let sha256 = self.lines(OBJECTS, |line| writeln!(lines, "{line}").map_err(Refusal::from))?;
        if sha256 != manifest.files.sha256 {
            return Err(Refusal::Damaged);
        }
        lines.rewind()?;
        let mut gone = Vec::new();
        for line in BufReader::new(lines).lines() {
            let line: FileLine = serde_json::from_str(&line?).map_err(|_| Refusal::BadRow(OBJECTS.to_owned()))?;
            if !names.remove(&line.name) {
                return Err(Refusal::Unexpected(format!("the file {}", line.name)));
            }
            for object in &line.objects {
                let key = Key::from_listed(&object.key).filter(|key| key.name() == Some(line.name.as_str()));
                let key = key.ok_or(Refusal::BadName)?;
                let found = self.object(&object.entry(), key.is_sealed().then_some(keyring))?;
                if found != (object.size, object.sha256.clone()) {
                    return Err(Refusal::Damaged);
                }
            }
            if line.objects.is_empty() {
                gone.push(line.name);
            }
        }
        match names.into_iter().next() {
            Some(name) => Err(Refusal::Missing(format!("the file {name}"))),
            None => Ok(gone),
        }
    }

    /// Size and hash of an object; one that is encrypted must open.
    fn object(&mut self, entry: &str, sealed_with: Option<&Keyring>) -> Result<(u64, String), Refusal> {
        let number = self.number(entry)?;
        let mut reader = self.archive.read(number)?;
        let mut hash = Context::new(&SHA256);
        let (mut size, mut whole) = (0, Vec::new());
        let mut part = vec![0; 64 << 10];
        loop {
            let read = reader.read(&mut part)?;
            let Some(bytes) = part.get(..read).filter(|bytes| !bytes.is_empty()) else { break };
            size += read as u64;
            hash.update(bytes);
            if sealed_with.is_some() {
                if size > LONGEST_ROW {
                    return Err(Refusal::Bomb);
                }
                whole.extend_from_slice(bytes);
            }
        }
        if let Some(keyring) = sealed_with {
            keyring.decrypt(&whole).map_err(|_| Refusal::MissingKey)?;
        }
        Ok((size, hexadecimal(hash.finish().as_ref())))
    }

    fn nothing_else(&self) -> Result<(), Refusal> {
        match self.archive.entries().zip(&self.seen).find(|(_, seen)| !**seen) {
            Some((entry, _)) => Err(Refusal::Unexpected(entry.name.to_owned())),
            None => Ok(()),
        }
    }
}
