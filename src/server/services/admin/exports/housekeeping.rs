//! Deleting files after their time, and forgetting old exports.

use chrono::TimeDelta;

use super::{prepare::DRAFT_KEPT, stored_file};
use crate::{
    domain::{access::Capability, export::HOURS_KEPT},
    server::{actor::Actor, db::transaction, error::AppResult, repositories::admin::exports, state::AppState},
};

/// So long people are told in which exports they stood.
const NOTED: TimeDelta = TimeDelta::days(3 * 365);

/// Deletes files that were kept long enough, and what was ticked and not exported.
pub async fn purge(state: &AppState) -> AppResult<()> {
    let now = state.clock.now();
    let old = exports::kept_since_before(&mut state.db.read().await?, now - TimeDelta::hours(HOURS_KEPT)).await?;
    for (id, name) in old {
        let owned = state.clone();
        // The row first: no download begins that would break off.
        transaction!(owned, |conn| { exports::expire(conn, id).await? })?;
        state.storage.delete_export(&name).await?;
    }
    let owned = state.clone();
    transaction!(owned, |conn| {
        exports::delete_drafts_before(conn, now - DRAFT_KEPT).await?;
        exports::delete_before(conn, now - NOTED).await?;
    })
}

/// Encrypts the files that are kept with the newest key; answers how many parts were not.
///
/// # Errors
/// `Forbidden` without the capability. When no key fits; what was done stays done.
pub async fn renew_files(state: &AppState, actor: &Actor) -> AppResult<usize> {
    actor.require(Capability::ManageKeys)?;
    let mut changed = 0;
    for (name, parts) in exports::kept(&mut state.db.read().await?).await? {
        changed += stored_file::renew(state, &name, u32::try_from(parts).unwrap_or(0)).await?;
    }
    Ok(changed)
}
