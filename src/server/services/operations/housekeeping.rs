//! Removing what has expired.

use chrono::TimeDelta;

use crate::server::{
    db::to_completion,
    error::AppResult,
    repositories::{
        accounts::{one_time_links, sessions},
        mail::outbox,
        operations::jobs,
        search::changes,
    },
    services::{
        files::{SWEPT_AFTER, sweep},
        registration::drafts::purge_expired_drafts,
    },
    state::AppState,
};

/// What is over stays visible to administrators for a while.
const JOBS_KEPT: TimeDelta = TimeDelta::days(30);
const MAILS_KEPT: TimeDelta = TimeDelta::days(90);

/// A saved search index that is older is made again.
const SEARCH_CHANGES_KEPT: TimeDelta = TimeDelta::days(7);

/// Removes expired rows; called twice an hour.
pub async fn purge(state: &AppState) -> AppResult<()> {
    let drafts = purge_expired_drafts(state).await?;
    tracing::debug!(drafts, "expired drafts removed");
    match sweep(state, SWEPT_AFTER).await {
        Ok(swept) => tracing::debug!(?swept, "files nobody points to removed"),
        // A bucket that does not answer must not keep sessions from ending.
        Err(error) => tracing::warn!(%error, "files could not be swept; it is tried again in half an hour"),
    }
    let state = state.clone();
    to_completion(async move {
        let now = state.clock.now();
        let mut tx = state.db.begin().await?;
        let ended = sessions::delete_expired(tx.conn()?, now).await?;
        one_time_links::delete_expired(tx.conn()?, now).await?;
        outbox::expire(tx.conn()?, now).await?;
        outbox::delete_before(tx.conn()?, now - MAILS_KEPT).await?;
        jobs::delete_finished_before(tx.conn()?, now - JOBS_KEPT).await?;
        changes::delete_older_than(tx.conn()?, now - SEARCH_CHANGES_KEPT).await?;
        tx.commit().await?;
        tracing::debug!(ended, "expired sessions removed");
        if !state.db.empty_log().await? {
            tracing::debug!("the write-ahead log is in use; it is emptied in half an hour");
        }
        Ok(())
    })
    .await
}
