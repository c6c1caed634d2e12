//! Looking a stored backup through.

use std::path::Path;

use futures_util::TryStreamExt as _;
use tempfile::NamedTempFile;
use tokio::io::AsyncWriteExt as _;

use super::{LONGEST_TYPED, place, require};
use crate::{
    domain::{
        backup::{BackupAnswer, BackupReport, BackupWorkKind},
        registration::normalise_password,
    },
    server::{
        actor::Actor,
        error::{AppError, AppResult},
        services::operations::backup::{check::check as check_file, load::LoadError, place::failure, work::BackupWork},
        state::AppState,
        storage::{BackupPlace, StoredBackup},
    },
};

/// Begins to look a backup through; the page shows what is found. A line in the audit log says so.
///
/// # Errors
/// `NotFound` for a backup that is not there, `Forbidden` without the capability, `ReauthenticationRequired` when the
/// password was given some time ago, `Unavailable` when the place does not answer.
pub async fn check(state: &AppState, actor: &Actor, name: &str, passphrase: &str) -> AppResult<BackupAnswer> {
    require(state, actor).await?;
    if passphrase.is_empty() {
        return Ok(BackupAnswer::NoPassphrase);
    }
    if passphrase.len() > LONGEST_TYPED {
        return Ok(BackupAnswer::TooLong);
    }
    let place = place(super::settings(state)?)?;
    let backup = place.find(name).await?.ok_or(AppError::NotFound)?;
    let line = Some((actor, "backup.checked"));
    let Some(work) = BackupWork::begin(state, BackupWorkKind::Check, name, line).await? else {
        return Ok(BackupAnswer::Busy);
    };
    tokio::spawn(look_through(state.clone(), place, backup, normalise_password(passphrase), work));
    Ok(BackupAnswer::CheckBegun)
}

async fn look_through(state: AppState, place: BackupPlace, backup: StoredBackup, passphrase: String, work: BackupWork) {
    let report = match look(&state, &place, &backup, &passphrase, &work).await {
        Ok(report) => report,
        Err(error) => {
            tracing::error!(%error, "a backup could not be looked through");
            failure(&error)
        }
    };
    if let Err(error) = work.end(&report).await {
        tracing::error!(%error, "what was found in a backup could not be written");
    }
}

async fn look(
    state: &AppState,
    place: &BackupPlace,
    backup: &StoredBackup,
    passphrase: &str,
    work: &BackupWork,
) -> AppResult<BackupReport> {
    let scratch = &state.config.data_dir;
    let (path, _copy) = match place.local_path(&backup.name) {
        Some(path) => (path, None),
        None => {
            let copy = copy(place, backup, scratch).await?;
            (copy.path().to_owned(), Some(copy))
        }
    };
    let (_, encryption_key) = state.security.keys_for_backup();
    match check_file(&path, passphrase, &encryption_key, scratch, work.teller()).await {
        Ok(proof) => {
            let manifest = &proof.manifest;
            let people = manifest.tables.iter().find(|table| table.shape.name == "people");
            Ok(BackupReport::Whole {
                made_at: manifest.made_at.clone(),
                application: manifest.application.clone(),
                people: people.map_or(0, |table| table.rows),
                rows: proof.rows(),
                files: manifest.files.rows.saturating_sub(manifest.files.gone),
                with_keys: proof.keys.is_some(),
            })
        }
        Err(LoadError::Refused(refusal)) => Ok(BackupReport::Refused { refusal }),
        Err(LoadError::Failed(error)) => Err(error),
    }
}

/// A backup is read in leaps, which a bucket answers slowly: it is copied first, encrypted as it is.
async fn copy(place: &BackupPlace, backup: &StoredBackup, folder: &Path) -> AppResult<NamedTempFile> {
    let copy = tempfile::Builder::new().prefix(".backup-check-").tempfile_in(folder).map_err(no_room)?;
    let mut out = tokio::fs::File::from_std(copy.reopen().map_err(no_room)?);
    let mut pieces = place.read(&backup.name, 0..backup.bytes).await?;
    while let Some(piece) = pieces.try_next().await? {
        out.write_all(&piece).await.map_err(no_room)?;
    }
    out.flush().await.map_err(no_room)?;
    Ok(copy)
}

fn no_room(error: std::io::Error) -> AppError {
    use std::io::ErrorKind::{QuotaExceeded, StorageFull};
    match error.kind() {
        StorageFull | QuotaExceeded => AppError::StorageFull,
        _ => AppError::internal(format!("a backup cannot be copied: {error}")),
    }
}
