//! The files that rows name: by the same way as what people send, each by itself, after its person.

use std::path::Path;

use bytes::Bytes;

use super::{
    judge::code_of,
    report::CellReport,
    row::{Cell, Draft},
    run::Run,
};
use crate::{
    domain::{files::FileKind, import::Fate},
    server::{
        db::within_transaction,
        error::{AppError, AppResult},
        repositories::imports::{
            cells::{self, NewImportValue},
            files::{self as rows, ImportFileRow},
        },
        services::files::{Accepted, FileOwner, accept_waiting, examine as examine_file},
    },
};

/// Where the replaced application put them, below the folder of uploads.
const FOLDERS: [&str; 4] = ["photos", "cvs", "cinema", ""];
const AT_ONCE: i64 = 50;

/// Takes the files that wait, those of an interrupted run first.
///
/// # Errors
/// When nothing can be stored for now.
pub async fn take_waiting(run: &mut Run<'_>) -> AppResult<()> {
    let Some(uploads) = run.uploads.clone().filter(|_| run.import_id.is_some()) else { return Ok(()) };
    let mut after_id = 0;
    loop {
        let waiting = rows::waiting(&mut run.state.db.read().await?, run.source.key(), after_id, AT_ONCE).await?;
        if waiting.is_empty() {
            return Ok(());
        }
        for file in waiting {
            after_id = file.id;
            take_one(run, &uploads, &file).await?;
        }
    }
}

async fn take_one(run: &mut Run<'_>, uploads: &Path, file: &ImportFileRow) -> AppResult<()> {
    let kind = FileKind::from_key(&file.kind).ok_or_else(|| AppError::internal("a file of no kind"))?;
    let refused = match read(uploads, &file.name, kind).await {
        None => Some((Fate::FileMissing, None)),
        Some(bytes) => {
            let owner = FileOwner::Person(file.person_id);
            match accept_waiting(run.state, run.actor, file.id, (owner, kind), &file.name, bytes).await? {
                Accepted::Stored { .. } => {
                    run.report.files_stored += 1;
                    return Ok(());
                }
                Accepted::OwnerGone => None,
                Accepted::Refused(error) => Some((Fate::FileRefused, Some(code_of(&error)))),
            }
        }
    };
    note(run, file, refused.as_ref().map(|(fate, _)| *fate)).await?;
    if let Some((fate, error)) = refused {
        let cell = CellReport { column: file.column_name.clone(), fate, error, value: None };
        run.report.note_file(&file.source_table, &file.source_id, cell);
    }
    Ok(())
}

/// The file waits no more; why it was refused is for administrators to look at.
async fn note(run: &Run<'_>, file: &ImportFileRow, refused: Option<Fate>) -> AppResult<()> {
    let import_id = run.import_id.ok_or_else(|| AppError::internal("a file of no import"))?;
    let value = refused.map(|fate| NewImportValue {
        import_id,
        person_id: Some(file.person_id),
        source: run.source.key(),
        source_table: &file.source_table,
        source_id: &file.source_id,
        row_label: &file.row_label,
        column_name: &file.column_name,
        fate: fate.key(),
        value_encrypted: run.state.security.keyring.encrypt_optional(Some(&file.name)),
        created_at: run.state.clock.now(),
    });
    within_transaction!(run.state, |conn| {
        if let Some(value) = &value {
            cells::put(conn, value).await?;
        }
        rows::delete(conn, file.id).await?;
    })
}

/// The content of a file, one byte more than there may be at most; `None` when it is not there.
async fn read(uploads: &Path, name: &str, kind: FileKind) -> Option<Bytes> {
    use tokio::io::AsyncReadExt as _;
    for folder in FOLDERS {
        let Ok(file) = tokio::fs::File::open(uploads.join(folder).join(name)).await else { continue };
        if !file.metadata().await.is_ok_and(|found| found.is_file()) {
            continue;
        }
        let most = u64::try_from(kind.max_bytes()).unwrap_or(u64::MAX).saturating_add(1);
        let mut bytes = Vec::new();
        return file.take(most).read_to_end(&mut bytes).await.ok().map(|_| Bytes::from(bytes));
    }
    None
}

/// Says of the files of a row what would become of them.
pub async fn examine(run: &mut Run<'_>, draft: &mut Draft) -> AppResult<()> {
    let Some(uploads) = run.uploads.clone() else { return Ok(()) };
    for file in draft.files.clone() {
        let found = match read(&uploads, &file.name, file.kind).await {
            None => Some((Fate::FileMissing, None)),
            Some(bytes) => {
                let refused = examine_file(run.state, file.kind, bytes).await?.err();
                refused.map(|error| (Fate::FileRefused, Some(code_of(&error))))
            }
        };
        match found {
            None => run.report.files_stored += 1,
            Some((fate, error)) => {
                run.report.files_refused += 1;
                draft.cells.insert(file.column, Cell { error, ..Cell::new(fate) });
            }
        }
    }
    Ok(())
}
