//! Rebuilds the searched rows that an older version of the program made.

use std::time::Instant;

use crate::server::{
    clock::Clock,
    db::Db,
    error::AppResult,
    repositories::{
        operations::reference,
        search::{cinema_index, index},
    },
};

/// Raise it whenever the searched rows are made otherwise: the next start rebuilds them all.
const VERSION: &str = "2";
/// The database stores the version of its rows under this name.
const LIST: &str = "directory";
/// The same for the casting search.
const CASTING_VERSION: &str = "2";
const CASTING_LIST: &str = "casting";

/// Rebuilds the searched rows of every profile where an older program made them. Nothing to do costs two reads. On an
/// error nothing of that list is changed.
pub async fn refresh(db: &Db, clock: &Clock) -> AppResult<()> {
    for (list, version) in [(LIST, VERSION), (CASTING_LIST, CASTING_VERSION)] {
        if reference::loaded_hash(&mut db.read().await?, list).await?.as_deref() == Some(version) {
            continue;
        }
        let began = Instant::now();
        let mut tx = db.begin().await?;
        // First, so that of several starting servers one does it at a time.
        reference::mark_loaded(tx.conn()?, list, version, clock.now()).await?;
        let profiles = match list {
            LIST => index::index_all(tx.conn()?).await?,
            _ => cinema_index::index_all(tx.conn()?).await?,
        };
        tx.commit().await?;
        let milliseconds = u64::try_from(began.elapsed().as_millis()).unwrap_or(u64::MAX);
        tracing::info!(list, milliseconds, profiles, "what lists search was made anew");
    }
    Ok(())
}
