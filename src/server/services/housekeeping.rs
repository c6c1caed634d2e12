//! Forgetting what has expired.

use crate::server::{
    db::to_completion,
    error::AppResult,
    repositories::{one_time_links, sessions},
    services::drafts::purge_expired_drafts,
    state::AppState,
};

/// Removes expired rows; called every hour.
///
/// # Errors
/// When the database cannot be written.
pub async fn purge(state: &AppState) -> AppResult<()> {
    let drafts = purge_expired_drafts(state).await?;
    tracing::debug!(drafts, "expired drafts removed");
    let state = state.clone();
    to_completion(async move {
        let now = state.clock.now();
        let mut tx = state.db.begin().await?;
        let ended = sessions::delete_expired(tx.conn()?, now).await?;
        one_time_links::delete_expired(tx.conn()?, now).await?;
        tx.commit().await?;
        tracing::debug!(ended, "expired sessions removed");
        Ok(())
    })
    .await
}
