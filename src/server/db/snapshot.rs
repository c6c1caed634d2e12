//! A transaction that only reads, and sees one moment of the database however long it lasts.

use diesel_async::{SimpleAsyncConnection as _, pooled_connection::deadpool::Object};

use super::conn::Conn;
use crate::server::error::{AppError, AppResult};

/// A snapshot. Its connection is closed with it: a pool takes back no connection with an open transaction.
pub struct Snapshot(Option<Conn>);

impl Snapshot {
    pub(super) async fn begin(conn: Conn) -> AppResult<Self> {
        let mut snapshot = Self(Some(conn));
        match snapshot.conn()? {
            // The first read decides which moment is seen.
            Conn::Sqlite(c) => c.batch_execute("BEGIN; SELECT COUNT(*) FROM sqlite_schema").await?,
            Conn::Postgres(c) => {
                c.batch_execute(
                    "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SET LOCAL statement_timeout = 0; \
                     SET LOCAL idle_in_transaction_session_timeout = 0",
                )
                .await?;
            }
        }
        Ok(snapshot)
    }

    /// The connection to read on.
    ///
    /// # Errors
    /// Never.
    pub fn conn(&mut self) -> AppResult<&mut Conn> {
        self.0.as_mut().ok_or_else(|| AppError::internal("snapshot used after its end"))
    }
}

impl Drop for Snapshot {
    fn drop(&mut self) {
        match self.0.take() {
            Some(Conn::Sqlite(object)) => drop(Object::take(object.into_object())),
            Some(Conn::Postgres(object)) => drop(Object::take(object.into_object())),
            None => {}
        }
    }
}
