//! The contents of files in the storage: where they lie, and their removal. It uses no other service.

use bytes::Bytes;

use crate::{
    domain::files::{FileKind, photo::WIDTHS},
    server::{error::AppResult, repositories::files::FileRow, state::AppState, storage::Key},
};

/// Where the contents of a file of this kind and name lie; a photo has one place for each width.
#[must_use]
pub fn keys(kind: FileKind, name: &str) -> Vec<Key> {
    let in_widths = |key: fn(&str, u32) -> Key| WIDTHS.iter().map(|width| key(name, *width)).collect();
    match kind {
        FileKind::Photo => in_widths(Key::photo),
        FileKind::Gallery => in_widths(Key::gallery),
        FileKind::Cv => vec![Key::cv(name)],
        FileKind::IdPhoto => vec![Key::id_photo(name)],
        FileKind::Poster => vec![Key::poster(name)],
    }
}

/// Where the contents of a row lie.
#[must_use]
pub fn keys_of(row: &FileRow) -> Vec<Key> {
    FileKind::from_key(&row.kind).map(|kind| keys(kind, &row.name)).unwrap_or_default()
}

/// Reads contents that a row points to. When they were moved to the trash, because another database was in use that did
/// not know them, they come back.
///
/// # Errors
/// `Unavailable` when the bucket does not answer.
pub async fn load(state: &AppState, key: &Key) -> AppResult<Option<Bytes>> {
    if let Some(bytes) = state.storage.get(key).await? {
        return Ok(Some(bytes));
    }
    if state.storage.restore_any(key, state.clock.now().date()).await? {
        tracing::info!("a file came back from the trash");
    }
    // Another request may have been faster.
    state.storage.get(key).await
}

/// Removes the contents of rows that are gone. What fails is swept later.
pub async fn delete_contents(state: &AppState, rows: &[FileRow]) {
    for row in rows {
        delete_keys(state, &keys_of(row)).await;
    }
}

/// Removes contents that no row points to, also from the trash. What fails is swept later.
pub async fn delete_keys(state: &AppState, keys: &[Key]) {
    if let Err(error) = state.storage.erase(keys, state.clock.now().date()).await {
        tracing::warn!(%error, "a file that was not kept stays until the next sweep");
    }
}
