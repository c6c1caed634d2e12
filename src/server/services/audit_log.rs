//! Reading who did what to whom.

use crate::server::{
    error::AppResult,
    repositories::audit::{self, StoredLine},
    state::AppState,
};

/// The newest lines, newest first.
///
/// # Errors
/// When the database cannot be read.
pub async fn newest(state: &AppState, limit: i64) -> AppResult<Vec<StoredLine>> {
    audit::newest(&mut state.db.read().await?, limit).await
}
