//! Forgetting old actions.

use chrono::TimeDelta;

use super::prepare::DRAFT_KEPT;
use crate::server::{db::transaction, error::AppResult, repositories::admin::group_actions, state::AppState};

/// What began stays visible to administrators for a while; no action takes as long.
const KEPT: TimeDelta = TimeDelta::days(90);
/// Results removed in one transaction: others write meanwhile.
const AT_ONCE: i64 = 2_000;

/// Removes drafts that did not begin and what began long ago.
pub async fn purge(state: &AppState) -> AppResult<()> {
    let now = state.clock.now();
    let owned = state.clone();
    transaction!(owned, |conn| {
        group_actions::delete_drafts_before(conn, now - DRAFT_KEPT).await?;
    })?;
    loop {
        let old = group_actions::oldest_begun_before(&mut state.db.read().await?, now - KEPT).await?;
        let Some(id) = old else { return Ok(()) };
        let owned = state.clone();
        transaction!(owned, |conn| {
            let removed = group_actions::delete_results(conn, id, AT_ONCE).await?;
            if i64::try_from(removed).is_ok_and(|removed| removed < AT_ONCE) {
                group_actions::delete(conn, id).await?;
            }
        })?;
    }
}
