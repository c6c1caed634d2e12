//! One application, two databases: pools, the two-backend macro, transactions.

mod among_many;
mod at_commit;
pub mod catalogue;
mod conn;
mod foreign;
mod load_rows;
pub mod measure;
pub mod migrations;
pub mod place;
mod pool_waits;
mod postgres;
pub mod schema;
mod snapshot;
mod sqlite;
mod tls;
mod tx;
mod url;
mod write_counter;

use deadpool::Status;
use diesel_async::{
    AsyncPgConnection,
    pooled_connection::deadpool::{Pool, PoolError},
};

pub use self::{
    among_many::among,
    at_commit::{AtCommit, LastWork},
    conn::{Conn, SqliteAsync},
    foreign::{ForeignDb, ForeignRow},
    load_rows::LoadRows,
    pool_waits::pool_waits,
    snapshot::Snapshot,
    tx::Tx,
    url::DatabaseUrl,
    write_counter::writes,
};
use self::{at_commit::Pooled, pool_waits::counted};
pub(crate) use self::{
    conn::{affected, affects_one, execute, first, on, one, rows, together},
    tx::{transaction, use_case, within_transaction},
};
use super::error::{AppError, AppResult};

/// Connections of the search index: one task brings it forward while another one makes it again.
const FOR_THE_INDEX: usize = 2;

/// The database the server was started on.
#[derive(Clone)]
pub enum Db {
    /// Many readers, one writer (facts 2.2).
    Sqlite { read: Pool<SqliteAsync>, write: Pool<SqliteAsync>, index: Pool<SqliteAsync> },
    /// One pool for all but the search index.
    Postgres { all: Pool<AsyncPgConnection>, index: Pool<AsyncPgConnection> },
}

impl Db {
    /// Opens the pools. Connections are made lazily, so call [`Db::check`] at start.
    ///
    /// # Errors
    /// When the URL or its TLS settings cannot be used.
    pub fn open(url: &DatabaseUrl, connections: usize) -> AppResult<Self> {
        match url {
            DatabaseUrl::Sqlite(path) => {
                let (read, write) = sqlite::open(path, connections)?;
                Ok(Self::Sqlite { read, write, index: sqlite::readers(path, FOR_THE_INDEX)? })
            }
            DatabaseUrl::Postgres(options) => Ok(Self::Postgres {
                all: postgres::open(options, connections.max(2))?,
                index: postgres::open(options, FOR_THE_INDEX)?,
            }),
        }
    }

    /// A connection for reading. On SQLite it refuses to write.
    ///
    /// # Errors
    /// `Unavailable` when none is free in time or the database cannot be reached.
    pub async fn read(&self) -> AppResult<Conn> {
        Ok(match self {
            Self::Sqlite { read, .. } => Conn::Sqlite(Pooled::new(counted(read.get()).await.map_err(pool_error)?)),
            Self::Postgres { all, .. } => Conn::Postgres(Pooled::new(counted(all.get()).await.map_err(pool_error)?)),
        })
    }

    /// A connection for reading what the search index is made of, from a pool of its own: requests that wait for the
    /// index may hold every other one. While one is held, nothing else is waited for.
    ///
    /// # Errors
    /// As [`Db::read`].
    pub async fn read_for_index(&self) -> AppResult<Conn> {
        Ok(match self {
            Self::Sqlite { index, .. } => Conn::Sqlite(Pooled::new(index.get().await.map_err(pool_error)?)),
            Self::Postgres { index, .. } => Conn::Postgres(Pooled::new(index.get().await.map_err(pool_error)?)),
        })
    }

    /// Starts a transaction that writes. Dropped without [`Tx::commit`], it leaves nothing behind; a refusal ends it with
    /// [`Tx::rollback`].
    ///
    /// # Errors
    /// `Unavailable` when no connection is free in time or the database cannot be reached.
    pub async fn begin(&self) -> AppResult<Tx> {
        let conn = match self {
            Self::Sqlite { write, .. } => Conn::Sqlite(Pooled::new(counted(write.get()).await.map_err(pool_error)?)),
            Self::Postgres { all, .. } => Conn::Postgres(Pooled::new(counted(all.get()).await.map_err(pool_error)?)),
        };
        Tx::begin(conn).await
    }

    /// Begins a snapshot. It makes no writer wait: SQLite's readers never do in this journal mode, nor PostgreSQL's.
    ///
    /// # Errors
    /// `Unavailable` when no connection is free in time or the database cannot be reached.
    pub async fn snapshot(&self) -> AppResult<Snapshot> {
        Snapshot::begin(self.read().await?).await
    }

    /// How far its pools are used.
    #[must_use]
    pub fn pools(&self) -> Vec<PoolUse> {
        match self {
            Self::Sqlite { read, write, index } => vec![
                PoolUse::new("read", read.status()),
                PoolUse::new("write", write.status()),
                PoolUse::new("index", index.status()),
            ],
            Self::Postgres { all, index } => {
                vec![PoolUse::new("all", all.status()), PoolUse::new("index", index.status())]
            }
        }
    }

    /// Whether the database answers.
    pub async fn check(&self) -> AppResult<()> {
        let mut conn = self.read().await?;
        execute!(&mut conn, diesel::sql_query("SELECT 1"))
    }

    /// Empties SQLite's write-ahead log into the file, so that what was erased is not left in it either. `false` while
    /// a reader still uses it; PostgreSQL does this itself.
    pub async fn empty_log(&self) -> AppResult<bool> {
        #[derive(diesel::QueryableByName)]
        struct Checkpoint {
            #[diesel(sql_type = diesel::sql_types::Integer)]
            busy: i32,
        }
        let Self::Sqlite { write, .. } = self else { return Ok(true) };
        let mut conn = write.get().await.map_err(pool_error)?;
        let checkpoint: Checkpoint =
            diesel_async::RunQueryDsl::get_result(diesel::sql_query("PRAGMA wal_checkpoint(TRUNCATE)"), &mut *conn)
                .await?;
        Ok(checkpoint.busy == 0)
    }

    /// Ends the pools; on SQLite it folds the write-ahead log into the file.
    pub async fn close(&self) {
        match self {
            Self::Sqlite { read, write, index } => {
                read.close();
                index.close();
                if let Ok(mut conn) = write.get().await {
                    use diesel_async::SimpleAsyncConnection as _;
                    if let Err(error) = conn.batch_execute("PRAGMA wal_checkpoint(TRUNCATE)").await {
                        tracing::warn!(%error, "the write-ahead log stays for the next start");
                    }
                }
                write.close();
            }
            Self::Postgres { all, index } => {
                all.close();
                index.close();
            }
        }
    }
}

/// How far a pool of connections is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PoolUse {
    pub name: &'static str,
    pub most: usize,
    pub open: usize,
    /// Of the open ones, those that nothing uses.
    pub idle: usize,
    /// How many wait for one.
    pub waiting: usize,
}

impl PoolUse {
    const fn new(name: &'static str, status: Status) -> Self {
        Self { name, most: status.max_size, open: status.size, idle: status.available, waiting: status.waiting }
    }
}

fn pool_error(error: PoolError) -> AppError {
    AppError::Unavailable(format!("database connection: {error}"))
}

/// Runs a write use case to its end even when the client hangs up half-way.
///
/// # Errors
/// The use case's own, or `Internal` when it panicked.
pub async fn to_completion<T, F>(use_case: F) -> AppResult<T>
where
    T: Send + 'static,
    F: Future<Output = AppResult<T>> + Send + 'static,
{
    use tracing::Instrument as _;
    tokio::spawn(use_case.in_current_span()).await.map_err(AppError::internal)?
}
