//! Making a backup while the site runs.

use std::io::{BufRead as _, BufReader, Lines, Read as _, Seek as _, Write};

use bytes::Bytes;
use tempfile::SpooledTempFile;

use super::{
    manifest::{FORMAT, FilesEntry, KEYS, KeysFile, MANIFEST, Manifest, OBJECTS, TableEntry, table_entry},
    object_lines::{FileLine, ObjectLine, hexadecimal, object_entry},
    progress::Progress,
    sink::Sink,
};
use crate::{
    domain::{access::Capability, files::FileKind},
    server::{
        actor::Actor,
        db::{Snapshot, catalogue::TableShape, migrations},
        documents::sealed_zip::Method,
        error::{AppError, AppResult},
        repositories::operations::backup::{self, TAKEN, Taken},
        services::files::contents,
        state::AppState,
        storage::Key,
    },
};

/// Lists that may become long are collected in memory up to this, then in a temporary file.
const IN_MEMORY: usize = 4 << 20;
const ROWS_AT_ONCE: i64 = 500;

/// What was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Created {
    pub rows: u64,
    /// Uploaded files, and those deleted meanwhile.
    pub files: u64,
    pub gone: u64,
    /// Bytes of their contents.
    pub bytes: u64,
}

/// Writes a backup as [`write_backup`] does, for an actor who may. When it is whole in its place, the caller notes it with
/// [`note_created`](super::note_created).
///
/// # Errors
/// `Forbidden` without the capability, and those of [`write_backup`].
pub async fn create(
    state: &AppState,
    actor: &Actor,
    out: impl Write + Send + 'static,
    passphrase: &str,
    keys: Option<KeysFile>,
    tell: impl FnMut(Progress) + Send,
) -> AppResult<Created> {
    actor.require(Capability::ManageBackups)?;
    write_backup(state, out, passphrase, keys, tell).await
}

/// Writes a backup, sealed with a passphrase. An error leaves a torso that is refused by every restore. It is not noted in
/// the audit log: it may still fail to come to its place.
///
/// # Errors
/// `StorageFull`, and when the database or the storage do not answer.
pub async fn write_backup(
    state: &AppState,
    out: impl Write + Send + 'static,
    passphrase: &str,
    keys: Option<KeysFile>,
    mut tell: impl FnMut(Progress) + Send,
) -> AppResult<Created> {
    let made_at = state.clock.now();
    let mut sink = Sink::new(out, passphrase);
    let mut snapshot = state.db.snapshot().await?;
    let mut names = SpooledTempFile::new(IN_MEMORY);
    let mut all = 0;
    for taken in TAKEN {
        all += u64::try_from(backup::count(snapshot.conn()?, shape(taken)?, taken.only).await?).unwrap_or_default();
    }
    let mut tables = Vec::new();
    let mut done = 0;
    for taken in TAKEN {
        let table = table(&mut sink, &mut snapshot, taken, &mut names, |rows| {
            done += rows;
            tell(Progress::Rows { done, all });
        });
        tables.push(table.await?);
    }
    // Files do not change, so they need no snapshot.
    drop(snapshot);
    let files = files(state, &mut sink, names, &tables, &mut tell).await?;
    let keys = match keys {
        Some(keys) => {
            let text = serde_json::to_vec_pretty(&keys).map_err(AppError::internal)?;
            Some(hexadecimal(&sink.entry(KEYS.to_owned(), Method::Deflated, text).await?.sha256))
        }
        None => None,
    };
    let created = Created { rows: done, files: files.rows, gone: files.gone, bytes: files.bytes };
    let manifest = Manifest {
        format: FORMAT,
        application: env!("CARGO_PKG_VERSION").to_owned(),
        schema: migrations::newest().ok_or_else(|| AppError::internal("no migrations"))?,
        made_at: made_at.and_utc().to_rfc3339_opts(chrono::SecondsFormat::Secs, true),
        engine: state.config.database_url.engine().to_owned(),
        base_url: state.config.base_url.clone(),
        tables,
        files,
        keys,
    };
    let text = serde_json::to_vec_pretty(&manifest).map_err(AppError::internal)?;
    sink.entry(MANIFEST.to_owned(), Method::Deflated, text).await?;
    sink.finish().await?;
    Ok(created)
}

fn shape(taken: &Taken) -> AppResult<&'static TableShape> {
    backup::shape_of(taken).ok_or_else(|| AppError::internal("a table of backups is not in the schema"))
}

/// Writes the rows of a table; the names of files are collected on the way.
async fn table(
    sink: &mut Sink,
    snapshot: &mut Snapshot,
    taken: &Taken,
    names: &mut SpooledTempFile,
    mut tell: impl FnMut(u64) + Send,
) -> AppResult<TableEntry> {
    let shape = shape(taken)?;
    let last_number = backup::last_number(snapshot.conn()?, shape).await?;
    sink.begin(table_entry(&shape.name), Method::Deflated).await?;
    let (mut rows, mut after) = (0, None::<String>);
    loop {
        let batch = backup::next(snapshot.conn()?, shape, taken.only, after.as_deref(), ROWS_AT_ONCE).await?;
        let mut text = String::new();
        for row in &batch {
            text.push_str(&row.line);
            text.push('\n');
            if shape.name == "files" {
                note_file(names, &row.line)?;
            }
        }
        rows += batch.len() as u64;
        tell(batch.len() as u64);
        let Some(last) = batch.into_iter().next_back() else { break };
        after = Some(last.key);
        sink.write(text).await?;
    }
    let written = sink.end().await?;
    Ok(TableEntry { shape: shape.clone(), rows, sha256: hexadecimal(&written.sha256), last_number })
}

/// Kind and name of a file, from its row.
fn note_file(names: &mut SpooledTempFile, line: &str) -> AppResult<()> {
    #[derive(serde::Deserialize)]
    struct Named {
        kind: String,
        name: String,
    }
    let row: Named = serde_json::from_str(line).map_err(AppError::internal)?;
    writeln!(names, "{} {}", row.kind, row.name).map_err(AppError::internal)
}

/// Writes the contents of every file that has a row.
async fn files(
    state: &AppState,
    sink: &mut Sink,
    mut names: SpooledTempFile,
    tables: &[TableEntry],
    tell: &mut (impl FnMut(Progress) + Send),
) -> AppResult<FilesEntry> {
    let all = tables.iter().find(|table| table.shape.name == "files").map(|table| table.rows).unwrap_or_default();
    let mut entry = FilesEntry::default();
    let mut lines = SpooledTempFile::new(IN_MEMORY);
    names.rewind().map_err(AppError::internal)?;
    let mut names = BufReader::new(names).lines();
    let mut next = next_file(state, &mut names).await?;
    while let Some(Found { name, contents }) = next {
        // The next one is read while this one is sealed.
        let (written, found) = tokio::join!(write_file(sink, contents), next_file(state, &mut names));
        let objects = written?;
        next = found?;
        entry.rows += 1;
        entry.objects += objects.len() as u64;
        entry.bytes += objects.iter().map(|object| object.size).sum::<u64>();
        entry.gone += u64::from(objects.is_empty());
        let line = FileLine { name, objects };
        let line = serde_json::to_string(&line).map_err(AppError::internal)?;
        writeln!(lines, "{line}").map_err(AppError::internal)?;
        tell(Progress::Files { done: entry.rows, all });
    }
    lines.rewind().map_err(AppError::internal)?;
    sink.begin(OBJECTS.to_owned(), Method::Deflated).await?;
    loop {
        let mut part = Vec::new();
        if (&mut lines).take(256 << 10).read_to_end(&mut part).map_err(AppError::internal)? == 0 {
            break;
        }
        sink.write(part).await?;
    }
    entry.sha256 = hexadecimal(&sink.end().await?.sha256);
    Ok(entry)
}

/// A file with what the storage has of it: nothing if it was deleted meanwhile.
struct Found {
    name: String,
    contents: Vec<(Key, Bytes)>,
}

/// Reads the next of the files that are named.
async fn next_file(state: &AppState, names: &mut Lines<BufReader<SpooledTempFile>>) -> AppResult<Option<Found>> {
    for line in names {
        let line = line.map_err(AppError::internal)?;
        let Some((kind, name)) = line.split_once(' ') else { continue };
        let contents = contents_of(state, kind, name).await?;
        return Ok(Some(Found { name: name.to_owned(), contents }));
    }
    Ok(None)
}

/// What a file has in the storage. All of it is read before the first entry is written: what is deleted meanwhile is gone
/// as a whole, or not at all.
async fn contents_of(state: &AppState, kind: &str, name: &str) -> AppResult<Vec<(Key, Bytes)>> {
    let Some(kind) = FileKind::from_key(kind) else { return Ok(Vec::new()) };
    let keys = contents::keys(kind, name);
    let (all, mut found) = (keys.len(), Vec::new());
    for key in keys {
        if let Some(bytes) = contents::load(state, &key).await? {
            found.push((key, bytes));
        }
    }
    // Where only some are there, perhaps the others were deleted between two readings, and these are gone too by now.
    if found.len() < all
        && let Some((first, _)) = found.first()
        && contents::load(state, first).await?.is_none()
    {
        return Ok(Vec::new());
    }
    Ok(found)
}

async fn write_file(sink: &mut Sink, contents: Vec<(Key, Bytes)>) -> AppResult<Vec<ObjectLine>> {
    let mut objects = Vec::new();
    for (key, bytes) in contents {
        let written = sink.entry(object_entry(key.as_str()), Method::Stored, bytes).await?;
        objects.push(ObjectLine {
            key: key.as_str().to_owned(),
            size: written.size,
            sha256: hexadecimal(&written.sha256),
        });
    }
    Ok(objects)
}
