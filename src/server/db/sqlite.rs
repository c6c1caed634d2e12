//! SQLite: a read pool and one writer.

use std::{path::Path, time::Duration};

use deadpool::Runtime;
use diesel::ConnectionError;
use diesel_async::{
    AsyncConnection as _, SimpleAsyncConnection as _,
    pooled_connection::{AsyncDieselConnectionManager, ManagerConfig, deadpool::Pool},
};
use futures_util::FutureExt as _;

use super::{Db, SqliteAsync};
use crate::server::error::{AppError, AppResult};

/// `busy_timeout` comes first: switching to WAL already needs it (facts 2.2). `secure_delete` keeps erased
/// names from staying readable in the file.
pub const SETTINGS: &str = "PRAGMA busy_timeout=5000; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; \
     PRAGMA foreign_keys=ON; PRAGMA temp_store=MEMORY; PRAGMA secure_delete=ON; PRAGMA cache_size=-16000;";

/// In a rush everybody waits for their turn rather than being sent away; the request's own time limit comes later.
const WAIT_TO_READ: Duration = Duration::from_secs(60);
const WAIT_TO_WRITE: Duration = Duration::from_secs(60);

pub(super) fn open(path: &Path, connections: usize) -> AppResult<Db> {
    let path = path.to_str().ok_or_else(|| AppError::internal("the database path is not UTF-8"))?;
    Ok(Db::Sqlite {
        read: pool(path, true, connections.max(1), WAIT_TO_READ)?,
        write: pool(path, false, 1, WAIT_TO_WRITE)?,
    })
}

fn pool(path: &str, read_only: bool, size: usize, wait: Duration) -> AppResult<Pool<SqliteAsync>> {
    let mut config = ManagerConfig::default();
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
        .runtime(Runtime::Tokio1)
        .wait_timeout(Some(wait))
        .build()
        .map_err(AppError::internal)
}
