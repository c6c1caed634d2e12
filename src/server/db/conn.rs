//! A connection, and what runs one query on either database.

use diesel::SqliteConnection;
use diesel_async::{
    AsyncPgConnection, pooled_connection::deadpool::Object, sync_connection_wrapper::SyncConnectionWrapper,
};

use super::at_commit::{AtCommit, Pooled};
use crate::server::error::AppResult;

/// SQLite behind an asynchronous face: each statement runs on a blocking thread.
pub type SqliteAsync = SyncConnectionWrapper<SqliteConnection>;

/// A connection taken from a pool.
#[expect(clippy::large_enum_variant, reason = "a connection is moved rarely; a box would cost an allocation a query")]
pub enum Conn {
    Sqlite(Pooled<Object<SqliteAsync>>),
    Postgres(Pooled<Object<AsyncPgConnection>>),
}

impl Conn {
    /// The work of this kind that the transaction on this connection does immediately before its commit.
    ///
    /// # Errors
    /// Outside a transaction, and when it does work of another kind.
    pub fn at_commit<T: AtCommit + Default>(&mut self) -> AppResult<&mut T> {
        match self {
            Self::Sqlite(c) => c.last(),
            Self::Postgres(c) => c.last(),
        }
    }

    pub(super) const fn begun(&mut self) {
        match self {
            Self::Sqlite(c) => c.begun(),
            Self::Postgres(c) => c.begun(),
        }
    }

    pub(super) fn take_last_work(&mut self) -> Option<Box<dyn AtCommit>> {
        match self {
            Self::Sqlite(c) => c.take_last(),
            Self::Postgres(c) => c.take_last(),
        }
    }
}

/// Runs one query on whichever database is behind a [`Conn`]: the body is compiled for both.
///
/// ```ignore
/// on!(conn, |c| diesel::delete(jobs::table).execute(c).await)
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

/// Every row of a query, on whichever database is behind a [`Conn`]. As the macros below it awaits and is an
/// [`AppResult`](crate::server::error::AppResult).
///
/// ```ignore
/// rows!(conn, talents::table.order(talents::position).select(talents::key))
/// ```
macro_rules! rows {
    ($conn:expr, $query:expr $(,)?) => {
        $crate::server::db::on!($conn, |c| {
            use $crate::server::db::LoadRows as _;
            $query.load_rows(c).await
        })
        .map_err($crate::server::error::AppError::from)
    };
}
pub(crate) use rows;

/// The first row of a query, if there is one.
macro_rules! first {
    ($conn:expr, $query:expr $(,)?) => {
        $crate::server::db::rows!($conn, diesel::query_dsl::methods::LimitDsl::limit($query, 1))
            .map(|rows| rows.into_iter().next())
    };
}
pub(crate) use first;

/// The only row of a query that always has one: a count, or what a statement returns.
macro_rules! one {
    ($conn:expr, $query:expr $(,)?) => {
        $crate::server::db::rows!($conn, $query).and_then(|rows| {
            rows.into_iter()
                .next()
                .ok_or_else(|| $crate::server::error::AppError::from(diesel::result::Error::NotFound))
        })
    };
}
pub(crate) use one;

/// The number of rows a statement inserted, updated or deleted.
macro_rules! affected {
    ($conn:expr, $statement:expr $(,)?) => {
        $crate::server::db::on!($conn, |c| diesel_async::RunQueryDsl::execute($statement, c).await)
            .map_err($crate::server::error::AppError::from)
    };
}
pub(crate) use affected;

/// Whether a statement inserted, updated or deleted its one row.
macro_rules! affects_one {
    ($conn:expr, $statement:expr $(,)?) => {
        $crate::server::db::affected!($conn, $statement).map(|rows| rows == 1)
    };
}
pub(crate) use affects_one;

/// A statement of which the number of rows does not matter.
macro_rules! execute {
    ($conn:expr, $statement:expr $(,)?) => {
        $crate::server::db::affected!($conn, $statement).map(drop)
    };
}
pub(crate) use execute;

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
                        use $crate::server::db::LoadRows as _;
                        macro_rules! $load {
                            ($d query:expr) => {
                                $d query.load_rows_blocking(&mut *$c)?
                            };
                        }
                        $body
                    })
                    .await
            }
            $crate::server::db::Conn::Postgres(object) => {
                let $c = &mut **object;
                let answer: diesel::QueryResult<_> = async {
                    use $crate::server::db::LoadRows as _;
                    macro_rules! $load {
                        ($d query:expr) => {
                            $d query.load_rows(&mut *$c).await?
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
