//! SQLite: a read pool and one writer.

use std::{path::Path, time::Duration};

use deadpool::{Runtime, managed::QueueMode};
use diesel::ConnectionError;
use diesel_async::{
    AsyncConnection as _, SimpleAsyncConnection as _,
    pooled_connection::{AsyncDieselConnectionManager, ManagerConfig, RecyclingMethod, deadpool::Pool},
};
use futures_util::FutureExt as _;

use super::conn::SqliteAsync;
use crate::server::error::{AppError, AppResult};

/// `busy_timeout` comes first: switching to WAL already needs it (facts 2.2). `secure_delete` keeps erased names from
/// staying readable in the file. The cache stays at SQLite's two megabytes: what a connection does not cache is read
/// from the system's cache, which all share, where a large cache of each would hold the same pages many times.
pub const SETTINGS: &str = "PRAGMA busy_timeout=5000; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; \
     PRAGMA foreign_keys=ON; PRAGMA temp_store=MEMORY; PRAGMA secure_delete=ON;";

/// Under load requests wait for a connection instead of failing; the request's own time limit comes later.
const WAIT_TO_READ: Duration = Duration::from_secs(60);
const WAIT_TO_WRITE: Duration = Duration::from_secs(60);

/// The pool of readers and the one writer.
pub(super) fn open(path: &Path, connections: usize) -> AppResult<(Pool<SqliteAsync>, Pool<SqliteAsync>)> {
    Ok((readers(path, connections.max(1))?, pool(path, false, 1, WAIT_TO_WRITE)?))
}

/// A pool of readers.
pub(super) fn readers(path: &Path, connections: usize) -> AppResult<Pool<SqliteAsync>> {
    pool(path, true, connections, WAIT_TO_READ)
}

fn pool(path: &Path, read_only: bool, size: usize, wait: Duration) -> AppResult<Pool<SqliteAsync>> {
    let path = path.to_str().ok_or_else(|| AppError::internal("the database path is not UTF-8"))?;
    let mut config = ManagerConfig::default();
    // There is no server that could have gone away.
    config.recycling_method = RecyclingMethod::Fast;
    config.custom_setup = Box::new(move |path| {
        let path = path.to_owned();
        async move {
            let mut conn = SqliteAsync::establish(&path).await?;
            conn.batch_execute(SETTINGS).await.map_err(ConnectionError::CouldntSetupConfiguration)?;
            if read_only {
                conn.batch_execute("PRAGMA query_only=ON").await.map_err(ConnectionError::CouldntSetupConfiguration)?;
            }
            Ok(conn)
        }
        .boxed()
    });
    Pool::builder(AsyncDieselConnectionManager::new_with_config(path, config))
        .max_size(size)
        // The connection used last knows the most pages; others are not even opened while it is enough.
        .queue_mode(QueueMode::Lifo)
        .runtime(Runtime::Tokio1)
        .wait_timeout(Some(wait))
        .build()
        .map_err(AppError::internal)
}
