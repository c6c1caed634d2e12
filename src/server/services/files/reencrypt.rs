//! Pictures of identity documents under the newest key.

use bytes::Bytes;

use super::contents::{self, keys_of};
use super::rename_photos::move_to_new_name;
use crate::domain::files::FileKind;
use crate::server::{
    db::to_completion,
    error::{AppError, AppResult},
    repositories::files::{self, FileRow},
    state::AppState,
};

const BATCH: i64 = 100;

/// How many pictures were looked at, and how many of them changed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Renewed {
    pub seen: usize,
    pub changed: usize,
}

/// Encrypts every picture of a document with the newest key that is not yet. It can be stopped at any moment and taken
/// up again: see [`move_to_new_name`].
///
/// # Errors
/// When no key fits; what was done stays done.
pub async fn renew_id_photos(state: &AppState) -> AppResult<Renewed> {
    let mut done = Renewed::default();
    let mut last = 0;
    loop {
        let kind = FileKind::IdPhoto.key();
        let batch = files::of_kind(&mut state.db.read().await?, kind, last, BATCH).await?;
        let Some(end) = batch.last().map(|row| row.id) else { return Ok(done) };
        last = end;
        for row in batch {
            done.seen += 1;
            done.changed += usize::from(renew(state, row).await?);
        }
    }
}

/// How many pictures were looked at, and how many of them need an older key, or are opened by none.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct VerifiedPhotos {
    pub seen: usize,
    pub not_under_newest: usize,
}

/// Looks whether the newest key opens every picture of a document; nothing is changed.
///
/// # Errors
/// `Unavailable` when the bucket does not answer.
pub async fn verify_id_photos(state: &AppState) -> AppResult<VerifiedPhotos> {
    let mut found = VerifiedPhotos::default();
    let mut last = 0;
    loop {
        let kind = FileKind::IdPhoto.key();
        let batch = files::of_kind(&mut state.db.read().await?, kind, last, BATCH).await?;
        let Some(end) = batch.last().map(|row| row.id) else { return Ok(found) };
        last = end;
        for key in batch.iter().flat_map(keys_of) {
            // One without a file was removed meanwhile, or is lost: no key would help.
            let Some(bytes) = contents::load(state, &key).await? else { continue };
            found.seen += 1;
            found.not_under_newest += usize::from(!state.security.keyring.is_under_newest(&bytes));
        }
    }
}

async fn renew(state: &AppState, row: FileRow) -> AppResult<bool> {
    let state = state.clone();
    to_completion(async move {
        let Some(key) = keys_of(&row).into_iter().next() else { return Ok(false) };
        let Some(bytes) = contents::load(&state, &key).await? else {
            // Removed since its row was read, or lost, which nothing here can mend.
            let known = files::find_by_name(&mut state.db.read().await?, &row.name).await?;
            return match known {
                None => Ok(false),
                Some(_) => Err(AppError::internal("a picture of a document has no file in the storage")),
            };
        };
        let Some(renewed) = state.security.keyring.reencrypt(&bytes)? else { return Ok(false) };
        let renewed = Bytes::from(renewed);
        move_to_new_name(&state, &row, move |_| Ok(renewed.clone())).await?;
        Ok(true)
    })
    .await
}
