//! One application, two databases: pools, the two-backend macro, transactions.

pub mod measure;
pub mod migrations;
mod postgres;
pub mod schema;
mod sqlite;
mod tls;
mod tx;
mod url;
mod write_counter;

use diesel::SqliteConnection;
use diesel_async::{
    AsyncPgConnection,
    pooled_connection::deadpool::{Object, Pool, PoolError},
    sync_connection_wrapper::SyncConnectionWrapper,
};

pub use self::{tx::Tx, url::DatabaseUrl, write_counter::writes};
use super::error::{AppError, AppResult};

/// SQLite behind an asynchronous face: each statement runs on a blocking thread.
pub type SqliteAsync = SyncConnectionWrapper<SqliteConnection>;

/// The database the server was started on.
#[derive(Clone)]
pub enum Db {
    /// Many readers, one writer (facts 2.2).
    Sqlite { read: Pool<SqliteAsync>, write: Pool<SqliteAsync> },
    /// One pool for all.
    Postgres(Pool<AsyncPgConnection>),
}

/// A connection taken from a pool.
#[expect(clippy::large_enum_variant, reason = "a connection is moved rarely; a box would cost an allocation a query")]
pub enum Conn {
    Sqlite(Object<SqliteAsync>),
    Postgres(Object<AsyncPgConnection>),
}

/// Runs one query on whichever database is behind a [`Conn`]: the body is compiled for both.
///
/// ```ignore
/// on!(conn, |c| accounts::table.count().get_result::<i64>(c).await)
/// ```
macro_rules! on {
    ($conn:expr, |$c:ident| $body:expr) => {
        match $conn {
            $crate::server::db::Conn::Sqlite(object) => {
                let $c = &mut **object;
                $body
            }
            $crate::server::db::Conn::Postgres(object) => {
                let $c = &mut **object;
                $body
            }
        }
    };
}
pub(crate) use on;

/// As [`on!`] for several queries: SQLite runs them in one visit to a blocking thread, and a visit costs as much as a
/// small query. The macro named in the second place loads the rows of a query; the last line of the body is a `Result`.
///
/// ```ignore
/// together!(conn, |c, load, $| {
///     let people: Vec<Person> = load!(people::table.filter(people::account_id.eq(account_id)));
///     let codes: Vec<String> = load!(unique_codes::table.select(unique_codes::code));
///     Ok((people, codes))
/// })
/// ```
#[rustfmt::skip]
macro_rules! together {
    ($conn:expr, |$c:ident, $load:ident, $d:tt| $body:block) => {
        match $conn {
            $crate::server::db::Conn::Sqlite(object) => {
                object
                    .spawn_blocking(move |$c| -> diesel::QueryResult<_> {
                        macro_rules! $load {
                            ($d query:expr) => {
                                diesel::RunQueryDsl::load($d query, &mut *$c)?
                            };
                        }
                        $body
                    })
                    .await
            }
            $crate::server::db::Conn::Postgres(object) => {
                let $c = &mut **object;
                let answer: diesel::QueryResult<_> = async {
                    macro_rules! $load {
                        ($d query:expr) => {
                            diesel_async::RunQueryDsl::load($d query, &mut *$c).await?
                        };
                    }
                    $body
                }
                .await;
                answer
            }
        }
    };
}
pub(crate) use together;

impl Db {
    /// Opens the pools. Connections are made lazily, so call [`Db::check`] at start.
    ///
    /// # Errors
    /// When the URL or its TLS settings cannot be used.
    pub fn open(url: &DatabaseUrl, connections: usize) -> AppResult<Self> {
        match url {
            DatabaseUrl::Sqlite(path) => sqlite::open(path, connections),
            DatabaseUrl::Postgres(options) => postgres::open(options, connections),
        }
    }

    /// A connection for reading. On SQLite it refuses to write.
    ///
    /// # Errors
    /// `Unavailable` when none is free in time or the database cannot be reached.
    pub async fn read(&self) -> AppResult<Conn> {
        Ok(match self {
            Self::Sqlite { read, .. } => Conn::Sqlite(read.get().await.map_err(pool_error)?),
            Self::Postgres(pool) => Conn::Postgres(pool.get().await.map_err(pool_error)?),
        })
    }

    /// Starts a transaction that writes. Dropped without [`Tx::commit`], it leaves nothing behind.
    ///
    /// # Errors
    /// `Unavailable` when no connection is free in time or the database cannot be reached.
    pub async fn begin(&self) -> AppResult<Tx> {
        let conn = match self {
            Self::Sqlite { write, .. } => Conn::Sqlite(write.get().await.map_err(pool_error)?),
            Self::Postgres(pool) => Conn::Postgres(pool.get().await.map_err(pool_error)?),
        };
        Tx::begin(conn).await
    }

    /// Whether the database answers.
    ///
    /// # Errors
    /// Says why not.
    pub async fn check(&self) -> AppResult<()> {
        use diesel_async::RunQueryDsl as _;
        let mut conn = self.read().await?;
        on!(&mut conn, |c| diesel::sql_query("SELECT 1").execute(c).await)?;
        Ok(())
    }

    /// Empties SQLite's write-ahead log into the file, so that what was erased is not left in it either. `false` when
    /// somebody was still reading from it; PostgreSQL looks after its own.
    ///
    /// # Errors
    /// When the database cannot be written.
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
            Self::Sqlite { read, write } => {
                read.close();
                if let Ok(mut conn) = write.get().await {
                    use diesel_async::SimpleAsyncConnection as _;
                    if let Err(error) = conn.batch_execute("PRAGMA wal_checkpoint(TRUNCATE)").await {
                        tracing::warn!(%error, "the write-ahead log stays for the next start");
                    }
                }
                write.close();
            }
            Self::Postgres(pool) => pool.close(),
        }
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
