//! What is left of merges: that there were some, and for thirty days what undoes them.

use chrono::NaiveDateTime;

use super::undo::UNDONE_WITHIN;
use crate::server::{
    db::{Conn, to_completion},
    error::AppResult,
    repositories::{
        admin::merges::{self, StoredMerge},
        files,
    },
    services::files::contents::delete_contents,
    state::AppState,
};

/// Merges that are forgotten in one transaction.
const BATCH: i64 = 100;

/// A merge by which a person became what it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PastMerge {
    pub id: i64,
    /// The primary code of the other person until then.
    pub code: String,
    /// UTC.
    pub at: NaiveDateTime,
    /// Until when it can be undone; `None` when it is too late. UTC.
    pub undone_until: Option<NaiveDateTime>,
}

/// The merges of a person, the newest first. Callers have asked for the capability.
pub async fn of_person(state: &AppState, conn: &mut Conn, person_id: i64) -> AppResult<Vec<PastMerge>> {
    let now = state.clock.now();
    let past = |merge: StoredMerge| {
        let until = merge.merged_at + UNDONE_WITHIN;
        PastMerge {
            id: merge.id,
            code: merge.loser_code,
            at: merge.merged_at,
            undone_until: Some(until).filter(|until| merge.undo_encrypted.is_some() && *until > now),
        }
    };
    Ok(merges::of_person(conn, person_id).await?.into_iter().map(past).collect())
}

/// What the audit log calls the people, and their accounts, who became a part of this one.
pub async fn subjects_of_merges(conn: &mut Conn, person_id: i64) -> AppResult<Vec<String>> {
    let merged = merges::of_person(conn, person_id).await?;
    Ok(merged
        .into_iter()
        .flat_map(|merge| [format!("person:{}", merge.loser_person_id), format!("account:{}", merge.loser_account_id)])
        .collect())
}

/// Erases what undoes merges that are too old for it, with the files that were put aside for them.
pub async fn purge(state: &AppState) -> AppResult<usize> {
    let state = state.clone();
    to_completion(async move {
        let mut forgotten = 0;
        loop {
            let before = state.clock.now() - UNDONE_WITHIN;
            if merges::undoable_before(&mut state.db.read().await?, before, 1).await?.is_empty() {
                return Ok(forgotten);
            }
            let mut tx = state.db.begin().await?;
            let conn = tx.conn()?;
            let ids = merges::undoable_before(conn, before, BATCH).await?;
            let held = merges::held_files(conn, &ids).await?;
            files::delete(conn, &held.iter().map(|file| file.id).collect::<Vec<_>>()).await?;
            merges::set_undo(conn, &ids, None).await?;
            tx.commit().await?;
            delete_contents(&state, &held).await;
            forgotten += ids.len();
        }
    })
    .await
}
