//! Whether there is room for another file.

use crate::{
    domain::fault::RetryAfter,
    server::{
        db::Conn,
        error::{AppError, AppResult},
        repositories::files::{self, FileOwner},
        state::AppState,
    },
};

/// Forms that are sent make room.
const TRY_AGAIN_AFTER: RetryAfter = RetryAfter(60 * 60);

/// Refuses a file that would take the last room of the disk, or more than drafts may hold. Before the file is looked
/// into; see [`missing`] for what is asked again when it is noted.
///
/// # Errors
/// `StorageFull`, and `TooManyRequests` when it is the drafts of one network that hold too much.
pub(super) async fn require(state: &AppState, owner: FileOwner, bytes: usize) -> AppResult<()> {
    require_disk(state, bytes)?;
    if matches!(owner, FileOwner::Person(_)) {
        return Ok(());
    }
    let bytes = i64::try_from(bytes).unwrap_or(i64::MAX);
    match missing(state, &mut state.db.read().await?, owner, bytes).await? {
        None => Ok(()),
        Some(error) => Err(error),
    }
}

/// Refuses bytes that would take the last room of the disk.
///
/// # Errors
/// `StorageFull`.
pub(in crate::server::services) fn require_disk(state: &AppState, bytes: usize) -> AppResult<()> {
    let bytes = u64::try_from(bytes).unwrap_or(u64::MAX);
    let floor = state.config.min_free_megabytes.saturating_mul(1 << 20);
    // Without a floor the disk itself says when it is full.
    if floor > 0 && state.storage.free_bytes().is_some_and(|free| free < floor.saturating_add(bytes)) {
        tracing::warn!("less than MIN_FREE_MEGABYTES is free: files are refused");
        return Err(AppError::StorageFull);
    }
    Ok(())
}

/// Why a file of so many bytes does not fit into what all drafts together may hold, or those of one network, which must
/// not use up the room of all; a person's file always does.
pub(super) async fn missing(
    state: &AppState,
    conn: &mut Conn,
    owner: FileOwner,
    bytes: i64,
) -> AppResult<Option<AppError>> {
    let FileOwner::Draft(draft_id) = owner else { return Ok(None) };
    let limits = &state.config.limits;
    let fits = |taken: i64, megabytes: i64| taken.saturating_add(bytes) <= megabytes.saturating_mul(1 << 20);
    if !fits(files::bytes_of_drafts(conn).await?, limits.all_drafts_megabytes) {
        tracing::warn!("the files of all drafts take LIMIT_ALL_DRAFTS_MEGABYTES: more are refused");
        return Ok(Some(AppError::StorageFull));
    }
    if !fits(files::bytes_of_network(conn, draft_id).await?, limits.all_drafts_megabytes_per_address) {
        tracing::info!("the files of the drafts of one network take LIMIT_ALL_DRAFTS_MEGABYTES_PER_ADDRESS");
        return Ok(Some(AppError::TooManyRequests(TRY_AGAIN_AFTER)));
    }
    Ok(None)
}
