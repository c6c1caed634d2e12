//! Makes what is in memory comparable with the database of this moment.

use std::time::Duration;

use crate::server::{
    db::Db,
    error::AppResult,
    freshness::DatabaseNews,
    repositories::search::changes::{self, Changes},
    search_index::Progress,
    state::AppState,
};

/// Makes everything known that was committed before this call.
///
/// # Errors
/// When the database cannot be asked: then nothing in memory may be taken for fresh.
pub async fn check(state: &AppState) -> AppResult<()> {
    state.freshness.check(|progress| load(state, progress)).await
}

/// A database that answers later keeps no visitor waiting.
const LONGEST_CHECK: Duration = Duration::from_secs(2);

/// As [`check`], for at most two seconds: whether what changed is known now. If not, what is asked for is read from the
/// database, with the limits of time of its own statements.
pub async fn check_in_time(state: &AppState) -> bool {
    match tokio::time::timeout(LONGEST_CHECK, check(state)).await {
        Ok(Ok(())) => true,
        Ok(Err(error)) => {
            tracing::warn!(%error, "what changed in the database is not known; nothing is taken from memory");
            false
        }
        Err(_) => {
            tracing::warn!("the database does not say in time what changed; nothing is taken from memory");
            false
        }
    }
}

/// Makes changes that came with a dump of an older PostgreSQL cluster look like changes made now, at every start and
/// twice an hour. Nothing to do costs one look into an index.
pub async fn adopt_restored_changes(db: &Db) -> AppResult<()> {
    if !changes::has_foreign(&mut db.read().await?).await? {
        return Ok(());
    }
    let mut tx = db.begin().await?;
    let changes = changes::renumber_foreign(tx.conn()?).await?;
    tx.commit().await?;
    tracing::info!(changes, "this database was restored into a younger cluster: its changes were numbered again");
    Ok(())
}

/// What changed since the last check.
async fn load(state: &AppState, progress: Option<Progress>) -> AppResult<DatabaseNews> {
    let mut conn = state.db.read().await?;
    let known = match progress {
        Some(progress) => {
            let changes = changes::since(&mut conn, progress.position).await?;
            changes.known.then_some((progress, changes))
        }
        None => None,
    };
    let Some((progress, changes)) = known else {
        let position = changes::position(&mut conn).await?;
        // Of those, PostgreSQL will bring the open ones again.
        let progress = progress_after(&changes::since(&mut conn, position).await?);
        return Ok(DatabaseNews { progress, people: Vec::new(), unknown: true });
    };
    let new = changes.rows.iter().filter(|change| !progress.applied.contains(&change.id));
    let people = new.map(|change| (change.first_person_id, change.last_person_id)).collect();
    Ok(DatabaseNews { progress: progress_after(&changes), people, unknown: false })
}

fn progress_after(changes: &Changes) -> Progress {
    let open = changes.rows.iter().filter(|change| change.is_open);
    Progress { position: changes.position, applied: open.map(|change| change.id).collect() }
}
