//! Bringing a proven backup into a database and a storage that hold nothing yet.

use std::{
    fs::File,
    io::{BufRead as _, BufReader, Read as _},
    path::Path,
};

use bytes::Bytes;
use tokio::sync::mpsc;

use super::{
    object_lines::object_entry,
    progress::{Progress, ROWS},
    proof::Proof,
};
use crate::{
    domain::backup::Refusal,
    server::{
        db::{Conn, Db},
        documents::sealed_zip::SealedZip,
        error::AppError,
        repositories::operations::backup,
        storage::{Key, Storage},
    },
};

/// Batches that wait.
const QUEUE: usize = 4;

/// Why a backup was not brought in: nothing that others see has changed.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    #[error("{0}")]
    Refused(#[from] Refusal),
    #[error("{0}")]
    Failed(#[from] AppError),
}

/// What the reading thread finds.
enum Piece {
    /// Rows of the table of this number, as a JSON array.
    Rows(usize, String, u64),
    Object(Key, Bytes),
}

/// Loads every row in one transaction; then, where there is a storage, every file.
///
/// # Errors
/// `Refused` when rows do not fit together; `Failed` when the database or the storage do.
pub async fn load(
    path: &Path,
    passphrase: &str,
    proof: &Proof,
    db: &Db,
    storage: Option<&Storage>,
    mut tell: impl FnMut(Progress) + Send,
) -> Result<(), LoadError> {
    let (queue, mut pieces) = mpsc::channel(QUEUE);
    let mut reading = {
        let (path, passphrase, proof, files) =
            (path.to_owned(), passphrase.to_owned(), proof.clone(), storage.is_some());
        tokio::task::spawn_blocking(move || read(&path, &passphrase, &proof, files, &queue))
    };
    let tables = &proof.manifest.tables;
    let (mut done, all) = (0, proof.rows());
    let mut tx = db.begin().await?;
    let references = backup::allow_any_order(tx.conn()?).await?;
    for table in tables {
        backup::empty(tx.conn()?, &table.shape).await.map_err(rows_fault)?;
    }
    let mut first_object = None;
    while let Some(piece) = pieces.recv().await {
        match piece {
            Piece::Rows(number, rows, count) => {
                let Some(table) = tables.get(number) else { continue };
                backup::insert(tx.conn()?, &table.shape, &rows).await.map_err(rows_fault)?;
                done += count;
                tell(Progress::Rows { done, all });
            }
            Piece::Object(key, bytes) => {
                first_object = Some((key, bytes));
                break;
            }
        }
    }
    // Without files to follow the reading is over, perhaps with an error.
    let over = first_object.is_none();
    if over {
        (&mut reading).await.map_err(AppError::internal)??;
    }
    if done != all {
        return Err(Refusal::Damaged.into());
    }
    finish_rows(tx.conn()?, proof, references).await.map_err(rows_fault)?;
    tx.commit().await.map_err(rows_fault)?;
    if let Some(storage) = storage {
        let (mut done, all) = (0, proof.manifest.files.objects);
        let mut next = first_object;
        while let Some((key, bytes)) = next.take() {
            storage.put(&key, bytes).await?;
            done += 1;
            tell(Progress::Files { done, all });
            if let Some(Piece::Object(key, bytes)) = pieces.recv().await {
                next = Some((key, bytes));
            }
        }
    }
    drop(pieces);
    if !over {
        reading.await.map_err(AppError::internal)??;
    }
    Ok(())
}

async fn finish_rows(conn: &mut Conn, proof: &Proof, references: backup::References) -> Result<(), AppError> {
    for table in &proof.manifest.tables {
        backup::set_last_number(conn, &table.shape, table.last_number.unwrap_or_default()).await?;
    }
    backup::put_order_back(conn, references).await?;
    for names in proof.gone.chunks(ROWS) {
        backup::forget_files(conn, names).await?;
    }
    Ok(())
}

/// What the database says of rows; its message names tables and constraints, never values.
fn rows_fault(error: AppError) -> LoadError {
    match error {
        AppError::Database(error) => Refusal::RefusedRows(error.to_string()).into(),
        other => other.into(),
    }
}

/// Reads what is to be loaded, in the order in which it is needed.
fn read(path: &Path, passphrase: &str, proof: &Proof, files: bool, queue: &mpsc::Sender<Piece>) -> Result<(), Refusal> {
    let mut archive = SealedZip::open(BufReader::new(File::open(path)?), passphrase)?;
    for (number, table) in proof.manifest.tables.iter().enumerate() {
        let entry = archive.find(&table.entry()).ok_or_else(|| Refusal::Missing(table.entry()))?;
        let mut batch = Batch::default();
        for line in BufReader::new(archive.read(entry)?).lines() {
            batch.push(&line?);
            if batch.count == ROWS as u64 && queue.blocking_send(batch.take(number)).is_err() {
                return Ok(());
            }
        }
        if batch.count > 0 && queue.blocking_send(batch.take(number)).is_err() {
            return Ok(());
        }
    }
    if !files {
        return Ok(());
    }
    let prefix = object_entry("");
    let keys: Vec<(usize, Key)> = archive
        .entries()
        .enumerate()
        .filter_map(|(number, entry)| Some((number, Key::from_listed(entry.name.strip_prefix(&prefix)?)?)))
        .collect();
    for (number, key) in keys {
        let mut content = Vec::new();
        archive.read(number)?.read_to_end(&mut content)?;
        if queue.blocking_send(Piece::Object(key, content.into())).is_err() {
            return Ok(());
        }
    }
    Ok(())
}

#[derive(Default)]
struct Batch {
    rows: String,
    count: u64,
}

impl Batch {
    fn push(&mut self, line: &str) {
        self.rows.push(if self.count == 0 { '[' } else { ',' });
        self.rows.push_str(line);
        self.count += 1;
    }

    fn take(&mut self, number: usize) -> Piece {
        let Self { mut rows, count } = std::mem::take(self);
        rows.push(']');
        Piece::Rows(number, rows, count)
    }
}
