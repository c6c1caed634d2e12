//! Removing unreferenced files.

use std::{collections::HashSet, time::Duration};

use chrono::Utc;

use super::contents::delete_contents;
use crate::server::{db::to_completion, error::AppResult, repositories::files, state::AppState, storage::StoredObject};

/// A file is written seconds before its row; one so old without a row never gets one.
pub const SWEPT_AFTER: Duration = Duration::from_secs(15 * 60);
/// Names looked up and rows removed at once.
const BATCH: usize = 500;

/// What a sweep removed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Swept {
    /// Files of drafts that are gone.
    pub of_drafts: usize,
    /// Files without a row, and half-written ones.
    pub orphans: usize,
}

/// Removes files of drafts that are gone, files without a row, and what was left half-written, if they are older than
/// `age` ([`SWEPT_AFTER`]).
pub async fn sweep(state: &AppState, age: Duration) -> AppResult<Swept> {
    let state = state.clone();
    to_completion(async move {
        let of_drafts = sweep_lost_drafts(&state).await?;
        let leftovers = state.storage.remove_leftovers(age).await?;
        let old = state.storage.written_before(Utc::now() - age).await?;
        let mut orphans = leftovers;
        for batch in old.chunks(BATCH) {
            orphans += sweep_orphans(&state, batch).await?;
        }
        Ok(Swept { of_drafts, orphans })
    })
    .await
}

/// Rows first, then their files.
async fn sweep_lost_drafts(state: &AppState) -> AppResult<usize> {
    let mut removed = 0;
    loop {
        let limit = i64::try_from(BATCH).unwrap_or(i64::MAX);
        let mut tx = state.db.begin().await?;
        let lost = files::of_lost_drafts(tx.conn()?, limit).await?;
        if lost.is_empty() {
            return Ok(removed);
        }
        let ids: Vec<i64> = lost.iter().map(|file| file.id).collect();
        files::delete(tx.conn()?, &ids).await?;
        tx.commit().await?;
        delete_contents(state, &lost).await;
        removed += lost.len();
    }
}

async fn sweep_orphans(state: &AppState, batch: &[StoredObject]) -> AppResult<usize> {
    let names: HashSet<&str> = batch.iter().filter_map(|stored| stored.key.name()).collect();
    let names: Vec<String> = names.into_iter().map(str::to_owned).collect();
    let known = files::known_names(&mut state.db.read().await?, &names).await?;
    let mut removed = 0;
    for stored in batch {
        if stored.key.name().is_some_and(|name| !known.contains(name)) {
            state.storage.delete(&stored.key).await?;
            removed += 1;
        }
    }
    Ok(removed)
}
