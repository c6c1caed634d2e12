//! Whether there is room for another file.

use crate::server::{
    db::Conn,
    error::{AppError, AppResult},
    repositories::files::{self, FileOwner},
    state::AppState,
};

/// Refuses a file that would take the last room of the disk, or more than all drafts together may hold. Before the file
/// is looked into; see [`drafts_have_room`] for what is asked again when it is noted.
///
/// # Errors
/// `StorageFull`.
pub(super) async fn require(state: &AppState, owner: FileOwner, bytes: usize) -> AppResult<()> {
    let bytes = u64::try_from(bytes).unwrap_or(u64::MAX);
    let floor = state.config.min_free_megabytes.saturating_mul(1 << 20);
    // Without a floor the disk itself says when it is full.
    if floor > 0 && state.storage.free_bytes().is_some_and(|free| free < floor.saturating_add(bytes)) {
        tracing::warn!("less than MIN_FREE_MEGABYTES is free: files are refused");
        return Err(AppError::StorageFull);
    }
    if matches!(owner, FileOwner::Person(_)) {
        return Ok(());
    }
    let bytes = i64::try_from(bytes).unwrap_or(i64::MAX);
    if drafts_have_room(state, &mut state.db.read().await?, owner, bytes).await? {
        Ok(())
    } else {
        Err(AppError::StorageFull)
    }
}

/// Whether a file of so many bytes fits into what all drafts together may hold; a person's file always does.
pub(super) async fn drafts_have_room(
    state: &AppState,
    conn: &mut Conn,
    owner: FileOwner,
    bytes: i64,
) -> AppResult<bool> {
    if matches!(owner, FileOwner::Person(_)) {
        return Ok(true);
    }
    let most = state.config.limits.all_drafts_megabytes.saturating_mul(1 << 20);
    let fits = files::bytes_of_drafts(conn).await?.saturating_add(bytes) <= most;
    if !fits {
        tracing::warn!("the files of all drafts take LIMIT_ALL_DRAFTS_MEGABYTES: more are refused");
    }
    Ok(fits)
}
