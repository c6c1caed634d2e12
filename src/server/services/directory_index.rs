//! The searched rows of people who were there before the program that makes them.

use std::time::Instant;

use crate::server::{
    clock::Clock,
    db::Db,
    error::AppResult,
    repositories::{reference, search},
};

/// Raise it whenever the searched rows are made otherwise: the next start makes them all anew.
const VERSION: &str = "2";
/// Under this name the database remembers the version its rows have.
const LIST: &str = "directory";

/// Makes the searched rows of every profile anew where an older program made them. Nothing to do costs one read.
///
/// # Errors
/// When the database does not take it; then nothing is changed.
pub async fn refresh(db: &Db, clock: &Clock) -> AppResult<()> {
    if reference::loaded_hash(&mut db.read().await?, LIST).await?.as_deref() == Some(VERSION) {
        return Ok(());
    }
    let began = Instant::now();
    let mut tx = db.begin().await?;
    // First, so that of several starting servers one does it at a time.
    reference::mark_loaded(tx.conn()?, LIST, VERSION, clock.now()).await?;
    let profiles = search::index_all(tx.conn()?).await?;
    tx.commit().await?;
    let milliseconds = u64::try_from(began.elapsed().as_millis()).unwrap_or(u64::MAX);
    tracing::info!(milliseconds, profiles, "what the directory searches was made anew");
    Ok(())
}
