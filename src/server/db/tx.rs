//! A transaction that cannot be left open.

use std::{pin::Pin, time::Duration};

use diesel::connection::AnsiTransactionManager;
use diesel_async::{AsyncConnection, AsyncPgConnection, TransactionManager, pooled_connection::deadpool::Object};

use super::{
    conn::{Conn, SqliteAsync},
    write_counter::count_write,
};
use crate::server::error::{AppError, AppResult};

/// Runs a use case in one transaction that is committed at its end, even when the client hangs up half-way. The block
/// owns what it uses; what it comes to is the answer, and one that returns before its end leaves nothing behind: the
/// transaction is rolled back, and its connection goes back into the pool.
///
/// ```ignore
/// transaction!(state, |conn| {
///     account::set_language(conn, id, lang.code(), state.clock.now()).await?;
/// })
/// ```
macro_rules! transaction {
    ($state:expr, |$conn:ident| $use_case:block) => {
        $crate::server::db::to_completion(
            async move { $crate::server::db::within_transaction!($state, |$conn| $use_case) },
        )
        .await
    };
}
pub(crate) use transaction;

/// As [`transaction!`] for a block that borrows what it uses: it is part of the caller's own future, which already runs
/// to its end or may be given up.
macro_rules! within_transaction {
    ($state:expr, |$conn:ident| $use_case:block) => {{
        let mut tx = $state.db.begin().await?;
        let mut complete = false;
        let answer = {
            let $conn = tx.conn()?;
            let complete = &mut complete;
            $crate::server::db::use_case(async {
                let answer = $use_case;
                *complete = true;
                Ok(answer)
            })
            .await
        };
        if complete {
            tx.commit().await?;
        } else {
            tx.rollback().await;
        }
        answer
    }};
}
pub(crate) use within_transaction;

/// The block of a transaction, whose early returns are of the answer's type.
pub(crate) fn use_case<T, F: Future<Output = AppResult<T>>>(block: F) -> Pin<Box<F>> {
    Box::pin(block)
}

/// A rollback that takes longer has a broken connection.
const LONGEST_ROLLBACK: Duration = Duration::from_secs(2);

/// An open transaction, to be ended by [`Tx::commit`] or [`Tx::rollback`]. Dropped without either (a client that hung
/// up, a panic), its connection is closed instead of going back into the pool, which is a rollback at once on both
/// databases (facts 2.2) but costs a new connection: a refusal ends with [`Tx::rollback`].
#[must_use = "a transaction is ended by commit or rollback"]
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
        tx.conn()?.begun();
        Ok(tx)
    }

    /// The connection to run statements on.
    ///
    /// # Errors
    /// Never before [`Tx::commit`].
    pub fn conn(&mut self) -> AppResult<&mut Conn> {
        self.0.as_mut().ok_or_else(|| AppError::internal("transaction used after its end"))
    }

    /// Makes everything permanent, or nothing when the database refuses. What was left for the end is done first.
    pub async fn commit(mut self) -> AppResult<()> {
        let conn = self.conn()?;
        if let Some(last) = conn.take_last_work() {
            last.run(conn).await?;
        }
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

    /// Leaves nothing behind and gives the connection back, so that a refusal costs no new one. A connection that
    /// cannot be rolled back is closed, which comes to the same.
    pub async fn rollback(mut self) {
        let Some(conn) = self.0.as_mut() else { return };
        let rollback = async {
            match conn {
                Conn::Sqlite(c) => {
                    <SqliteAsync as AsyncConnection>::TransactionManager::rollback_transaction(&mut **c).await
                }
                Conn::Postgres(c) => {
                    <AsyncPgConnection as AsyncConnection>::TransactionManager::rollback_transaction(&mut **c).await
                }
            }
        };
        match tokio::time::timeout(LONGEST_ROLLBACK, rollback).await {
            Ok(Ok(())) => drop(self.0.take()),
            Ok(Err(error)) => tracing::debug!(%error, "a connection was closed instead of rolled back"),
            Err(_) => tracing::debug!("a rollback took too long; its connection was closed"),
        }
    }
}

impl Drop for Tx {
    fn drop(&mut self) {
        if self.0.is_some() {
            tracing::debug!("a transaction was given up; its connection is closed");
        }
        match self.0.take() {
            Some(Conn::Sqlite(object)) => drop(Object::take(object.into_object())),
            Some(Conn::Postgres(object)) => drop(Object::take(object.into_object())),
            None => {}
        }
    }
}
