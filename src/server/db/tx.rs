//! A transaction that cannot be left open.

use diesel::connection::AnsiTransactionManager;
use diesel_async::{AsyncConnection, AsyncPgConnection, TransactionManager, pooled_connection::deadpool::Object};

use super::{
    conn::{Conn, SqliteAsync},
    write_counter::count_write,
};
use crate::server::error::{AppError, AppResult};

/// Runs a use case in one transaction that is committed at its end, even when the client hangs up half-way. The block
/// owns what it uses; what it comes to is the answer, and one that returns before its end leaves nothing behind.
///
/// ```ignore
/// transaction!(state, |conn| {
///     account::set_language(conn, id, lang.code(), state.clock.now()).await?;
/// })
/// ```
macro_rules! transaction {
    ($state:expr, |$conn:ident| $use_case:block) => {
        $crate::server::db::to_completion(async move {
            let mut tx = $state.db.begin().await?;
            let $conn = tx.conn()?;
            let answer = $use_case;
            tx.commit().await?;
            Ok(answer)
        })
        .await
    };
}
pub(crate) use transaction;

/// An open transaction. Dropped without [`Tx::commit`] (an error, a client that hung up), its connection
/// is closed instead of going back into the pool, which is a rollback at once on both databases (facts 2.2).
pub struct Tx(Option<Conn>);

impl Tx {
    pub(super) async fn begin(conn: Conn) -> AppResult<Self> {
        let mut tx = Self(Some(conn));
        match tx.conn()? {
            // Deferred transactions fail at their first write when another one wrote meanwhile (facts 2.2).
            Conn::Sqlite(c) => {
                c.spawn_blocking(|c| AnsiTransactionManager::begin_transaction_sql(c, "BEGIN IMMEDIATE")).await?;
            }
            Conn::Postgres(c) => {
                <AsyncPgConnection as AsyncConnection>::TransactionManager::begin_transaction(&mut **c).await?;
            }
        }
        Ok(tx)
    }

    /// The connection to run statements on.
    ///
    /// # Errors
    /// Never before [`Tx::commit`].
    pub fn conn(&mut self) -> AppResult<&mut Conn> {
        self.0.as_mut().ok_or_else(|| AppError::internal("transaction used after its end"))
    }

    /// Makes everything permanent, or nothing when the database refuses.
    pub async fn commit(mut self) -> AppResult<()> {
        let answer = match self.conn()? {
            Conn::Sqlite(c) => <SqliteAsync as AsyncConnection>::TransactionManager::commit_transaction(&mut **c).await,
            Conn::Postgres(c) => {
                <AsyncPgConnection as AsyncConnection>::TransactionManager::commit_transaction(&mut **c).await
            }
        };
        // A lost answer may have been a success.
        count_write();
        answer?;
        // The connection is clean: let it go back into its pool.
        drop(self.0.take());
        Ok(())
    }
}

impl Drop for Tx {
    fn drop(&mut self) {
        match self.0.take() {
            Some(Conn::Sqlite(object)) => drop(Object::take(object)),
            Some(Conn::Postgres(object)) => drop(Object::take(object)),
            None => {}
        }
    }
}
