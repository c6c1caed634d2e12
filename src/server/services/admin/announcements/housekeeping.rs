//! Forgetting old announcements.

use chrono::{Days, TimeDelta};

use super::DRAFT_KEPT;
use crate::server::{
    db::transaction,
    error::AppResult,
    repositories::admin::{announcement_recipients, announcements},
    state::AppState,
};

/// What began stays visible to administrators for a while; no announcement takes as long.
const KEPT: TimeDelta = TimeDelta::days(90);
/// Turns of days that are kept; only those of today matter.
const DAYS_KEPT: Days = Days::new(7);
/// Rows removed in one transaction: others write meanwhile.
const AT_ONCE: i64 = 2_000;

/// Removes drafts that did not begin, turns of past days and what began long ago.
pub async fn purge(state: &AppState) -> AppResult<()> {
    let now = state.clock.now();
    let owned = state.clone();
    transaction!(owned, |conn| {
        announcements::delete_drafts_before(conn, now - DRAFT_KEPT).await?;
    })?;
    purge_days(state).await?;
    loop {
        let old = announcements::oldest_begun_before(&mut state.db.read().await?, now - KEPT).await?;
        let Some(id) = old else { return Ok(()) };
        let owned = state.clone();
        transaction!(owned, |conn| {
            let removed = announcement_recipients::delete_recipients(conn, id, AT_ONCE).await?;
            if i64::try_from(removed).is_ok_and(|removed| removed < AT_ONCE) {
                announcements::delete(conn, id).await?;
            }
        })?;
    }
}

async fn purge_days(state: &AppState) -> AppResult<()> {
    let Some(first_kept) = state.clock.today().checked_sub_days(DAYS_KEPT) else { return Ok(()) };
    loop {
        let owned = state.clone();
        let removed = transaction!(owned, |conn| {
            announcement_recipients::delete_days_before(conn, first_kept, AT_ONCE).await?
        })?;
        if removed == 0 {
            return Ok(());
        }
    }
}
