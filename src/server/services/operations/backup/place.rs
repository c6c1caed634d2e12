//! Writing a backup into the place of backups.

use std::{
    fs::File,
    io::{BufWriter, Read as _},
    path::Path,
    time::Duration,
};

use super::{
    create::{Created, write_backup},
    manifest::KeysFile,
    passphrase::check_passphrase,
    work::BackupWork,
};
use crate::{
    domain::backup::BackupReport,
    server::{
        config::BackupSettings,
        error::{AppError, AppResult},
        state::AppState,
        storage::BackupPlace,
    },
};

/// Pieces of this size go to the place.
const PIECE: usize = 1 << 20;
/// What is half-written for longer than this was left by a process that died.
const HALF_WRITTEN: Duration = Duration::from_secs(24 * 60 * 60);
/// Longest file with a passphrase, in bytes.
const LONGEST_FILE: u64 = 4096;

/// Writes a backup of this name, which appears when it is whole. The caller notes it in the audit log then. What a process
/// that died left half-written goes first.
///
/// # Errors
/// Those of [`write_backup`] and of the place.
pub async fn write_to_place(
    state: &AppState,
    settings: &BackupSettings,
    name: &str,
    passphrase: &str,
    work: &BackupWork,
) -> AppResult<Created> {
    let place = BackupPlace::open(&settings.place).map_err(AppError::Internal)?;
    let left = place.remove_leftovers(HALF_WRITTEN).await?;
    if left > 0 {
        tracing::info!(left, "half-written backups of a process that died were removed");
    }
    let (out, end) = place.upload(name).await?;
    let out = BufWriter::with_capacity(PIECE, out);
    match write_backup(state, out, passphrase, Some(own_keys(state)), work.teller()).await {
        Ok(created) => {
            end.finish().await?;
            tracing::info!(rows = created.rows, files = created.files, "a backup was made");
            Ok(created)
        }
        Err(error) => {
            end.abort().await;
            Err(error)
        }
    }
}

/// The keys of this installation.
pub fn own_keys(state: &AppState) -> KeysFile {
    let (secret_key, encryption_key) = state.security.keys_for_backup();
    KeysFile { secret_key, encryption_key }
}

/// The passphrase in the first line of a file.
///
/// # Errors
/// When it cannot be read or would be guessed.
pub fn read_passphrase(path: &Path) -> AppResult<String> {
    let mut text = String::new();
    let read = File::open(path).and_then(|file| file.take(LONGEST_FILE).read_to_string(&mut text));
    read.map_err(|error| AppError::internal(format!("BACKUP_PASSPHRASE_FILE cannot be read: {error}")))?;
    check_passphrase(text.lines().next().unwrap_or_default())
        .map_err(|_| AppError::internal("the passphrase in BACKUP_PASSPHRASE_FILE would be guessed, or is too short"))
}

/// What the making of a backup came to.
pub fn report_of(made: &AppResult<Created>) -> BackupReport {
    match made {
        Ok(created) => {
            BackupReport::Created { rows: created.rows, files: created.files - created.gone, gone: created.gone }
        }
        Err(error) => failure(error),
    }
}

/// Why nothing came of it.
pub const fn failure(error: &AppError) -> BackupReport {
    match error {
        AppError::StorageFull => BackupReport::NoRoom,
        _ => BackupReport::Failed,
    }
}
