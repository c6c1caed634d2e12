//! How the rows of a query are loaded.

use std::pin::Pin;

use diesel::{
    QueryResult,
    deserialize::FromSqlRow,
    expression::QueryMetadata,
    query_builder::{AsQuery, QueryFragment, QueryId},
    query_dsl::{CompatibleType, LoadQuery},
};
use diesel_async::AsyncConnectionCore;

/// The answer of [`LoadRows::load_rows`].
pub type RowsFuture<'conn, U> = Pin<Box<dyn Future<Output = QueryResult<Vec<U>>> + Send + 'conn>>;

/// The SQL type of a row that is read as a `U`.
type RowType<Q, U, DB> = <<Q as AsQuery>::SqlType as CompatibleType<U, DB>>::SqlType;

/// Loads the rows of a query, as `RunQueryDsl::load` of both crates does. The bounds of that method of diesel-async leave
/// the SQL type of a row unknown while the compiler searches through what can be read from it, which takes it seconds a
/// query. Here it follows from the query and what is read, provided that this is called as a method: the query is known
/// before the bounds are. The box keeps the type of the query out of the futures that await this one, and with it the
/// proof that they are `Send`.
pub trait LoadRows: Sized {
    /// Every row, asynchronously.
    fn load_rows<'conn, 'query, C, U>(self, conn: &'conn mut C) -> RowsFuture<'conn, U>
    where
        'query: 'conn,
        C: AsyncConnectionCore<Backend: QueryMetadata<Self::SqlType> + 'static>,
        Self: AsQuery<Query: QueryFragment<C::Backend> + QueryId + Send + 'query> + Send + 'query,
        Self::SqlType: CompatibleType<U, C::Backend, SqlType: 'static>,
        U: FromSqlRow<RowType<Self, U, C::Backend>, C::Backend> + Send + 'static,
    {
        Box::pin(diesel_async::RunQueryDsl::load::<U>(self, conn))
    }

    /// Every row, on the thread that asks.
    ///
    /// # Errors
    /// Of the database.
    fn load_rows_blocking<'query, C, U>(self, conn: &mut C) -> QueryResult<Vec<U>>
    where
        Self: LoadQuery<'query, C, U>,
    {
        diesel::RunQueryDsl::load(self, conn)
    }
}

impl<Q> LoadRows for Q {}
