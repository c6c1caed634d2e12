//! What a restore replaced is kept for some days.

use chrono::TimeDelta;

use crate::server::{
    db::{place, transaction},
    error::{AppError, AppResult},
    repositories::operations::installation::{self, Placement},
    state::AppState,
    storage::Storage,
};

/// How long.
const KEPT: TimeDelta = TimeDelta::days(7);

/// Removes what a restore replaced more than seven days ago; whether something was removed.
///
/// # Errors
/// When the database or the storage do not answer; it is tried again.
pub async fn discard_old(state: &AppState) -> AppResult<bool> {
    let now = state.clock.now();
    discard_if(state, |placement| placement.restored_at.is_some_and(|at| at + KEPT <= now)).await
}

/// Removes what a restore replaced, however young; whether something was removed.
///
/// # Errors
/// When the database or the storage do not answer.
pub async fn discard_previous(state: &AppState) -> AppResult<bool> {
    discard_if(state, |_| true).await
}

async fn discard_if(state: &AppState, may_go: impl FnOnce(&Placement) -> bool + Send) -> AppResult<bool> {
    let Some(placement) = installation::placement(&mut state.db.read().await?).await? else { return Ok(false) };
    let has_previous = placement.previous_database.is_some() || placement.previous_storage.is_some();
    if !has_previous || !may_go(&placement) {
        return Ok(false);
    }
    if let Some(previous) = &placement.previous_database {
        place::discard(&state.config.database_url, previous).await.map_err(AppError::Internal)?;
    }
    if let Some(prefix) = placement.previous_storage.as_deref().filter(|prefix| *prefix != placement.storage_prefix) {
        let storage = Storage::open(&state.config.storage_url).map_err(AppError::Internal)?;
        storage.below(prefix).remove_everything().await?;
    }
    let state = state.clone();
    transaction!(state, |conn| {
        installation::forget_previous(conn).await?;
    })?;
    tracing::info!("what the last restore replaced is gone");
    Ok(true)
}
