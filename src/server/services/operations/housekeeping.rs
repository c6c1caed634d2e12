//! Removing what has expired.

use std::{sync::Once, time::Duration};

use chrono::TimeDelta;

use crate::server::{
    db::to_completion,
    error::AppResult,
    repositories::{
        accounts::{api_tokens, idempotency_keys, one_time_links, sessions},
        mail::outbox,
        operations::jobs,
        search::changes,
    },
    services::{
        admin::{announcements, exports, group_actions, merging},
        files::{Hindrance, SWEPT_AFTER, installation, sweep, too_many_warning},
        import::desk as imports,
        operations::{backup, freshness::adopt_restored_changes, webhooks},
        registration::drafts::purge_expired_drafts,
    },
    state::AppState,
};

/// What is over stays visible to administrators for a while.
const JOBS_KEPT: TimeDelta = TimeDelta::days(30);
const MAILS_KEPT: TimeDelta = TimeDelta::days(90);
const TOKENS_KEPT: TimeDelta = TimeDelta::days(30);
/// As the documentation of the API says.
const IDEMPOTENCY_KEYS_KEPT: TimeDelta = TimeDelta::days(1);

/// A saved search index that is older is made again.
const SEARCH_CHANGES_KEPT: TimeDelta = TimeDelta::days(7);

/// Files are swept for the first time so long after the start: a server started by mistake on another database, or on a
/// backup, is stopped before it touches any.
pub const FIRST_SWEEP_AFTER: Duration = Duration::from_secs(60 * 60);

/// Finds out at the start whose the storage is, and tells the log when it is not this database's. No file is touched.
pub async fn look_at_storage(state: &AppState) {
    match installation::establish(state).await {
        Ok(owner) => warn_once(owner.warning()),
        Err(error) => tracing::warn!(%error, "whose the storage is cannot be found out; the first sweep tries again"),
    }
}

/// Removes what has expired; called twice an hour. `started` is [`Clock::since_epoch`] at the start: before
/// [`FIRST_SWEEP_AFTER`] no file is swept.
///
/// [`Clock::since_epoch`]: crate::server::clock::Clock::since_epoch
pub async fn purge_since(state: &AppState, started: Duration) -> AppResult<()> {
    if state.clock.since_epoch().saturating_sub(started) < FIRST_SWEEP_AFTER {
        return purge_rows(state).await;
    }
    purge(state).await
}

/// Removes expired rows and sweeps the files.
pub async fn purge(state: &AppState) -> AppResult<()> {
    purge_rows(state).await?;
    if let Err(error) = backup::discard_old(state).await {
        tracing::warn!(%error, "what restores replaced could not be removed; it is tried again in half an hour");
    }
    if let Err(error) = backup::remove_leftovers(&state.config.data_dir).await {
        tracing::warn!(%error, "what was left of looking a backup through could not be removed");
    }
    match sweep(state, SWEPT_AFTER).await {
        Ok(swept) => {
            tracing::debug!(?swept, "files without a row swept");
            match swept.hindrance {
                Some(Hindrance::Owner(owner)) => warn_once(owner.warning()),
                Some(Hindrance::TooMany { orphans, files }) => {
                    tracing::warn!("{}", too_many_warning(orphans, files));
                }
                None => {}
            }
        }
        // A bucket that does not answer must not keep sessions from ending.
        Err(error) => tracing::warn!(%error, "files could not be swept; it is tried again in half an hour"),
    }
    Ok(())
}

/// Once a process: it stays so until an operator acts, and `doctor` says it too.
fn warn_once(warning: Option<String>) {
    static WARNED: Once = Once::new();
    if let Some(warning) = warning {
        WARNED.call_once(|| tracing::warn!("{warning}"));
    }
}

async fn purge_rows(state: &AppState) -> AppResult<()> {
    adopt_restored_changes(&state.db).await?;
    let drafts = purge_expired_drafts(state).await?;
    tracing::debug!(drafts, "expired drafts removed");
    group_actions::purge(state).await?;
    let merges = merging::purge(state).await?;
    tracing::debug!(merges, "merges that cannot be undone any more removed");
    announcements::purge(state).await?;
    webhooks::delivery::purge(state).await?;
    imports::purge(state).await?;
    if let Err(error) = exports::purge(state).await {
        // A bucket that does not answer must not keep sessions from ending.
        tracing::warn!(%error, "files of exports could not be deleted; it is tried again in half an hour");
    }
    let state = state.clone();
    to_completion(async move {
        let now = state.clock.now();
        let mut tx = state.db.begin().await?;
        let ended = sessions::delete_expired(tx.conn()?, now).await?;
        one_time_links::delete_expired(tx.conn()?, now).await?;
        api_tokens::delete_ended_before(tx.conn()?, now - TOKENS_KEPT).await?;
        idempotency_keys::delete_begun_before(tx.conn()?, now - IDEMPOTENCY_KEYS_KEPT).await?;
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
