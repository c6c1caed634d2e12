//! « Among these », as one statement however many there are.
//!
//! Diesel writes a parameter a value for SQLite, so that every number of values is another statement, and prepares it
//! again every time: of a list with its people that takes as long as running it. Here the values are one parameter.

use diesel::{
    AppearsOnTable, Expression, QueryResult, SelectableExpression,
    expression::{ValidGrouping, is_aggregate},
    pg::Pg,
    query_builder::{AstPass, QueryFragment, QueryId},
    serialize::ToSql,
    sql_types::{Array, Bool, HasSqlType, Text},
    sqlite::Sqlite,
};
use serde::Serialize;

/// As `column.eq_any(values)`, for columns that are never null.
pub fn among<C, T: Serialize + Clone>(column: C, values: &[T]) -> Among<C, T> {
    // Numbers and texts can always be written.
    let json = serde_json::to_string(values).unwrap_or_default();
    Among { column, values: values.to_vec(), json }
}

/// The condition [`among`] makes.
#[derive(Debug, Clone)]
pub struct Among<C, T> {
    column: C,
    /// For PostgreSQL.
    values: Vec<T>,
    /// The same for SQLite.
    json: String,
}

impl<C, T> Expression for Among<C, T> {
    type SqlType = Bool;
}

impl<C: AppearsOnTable<From>, T, From> AppearsOnTable<From> for Among<C, T> {}

impl<C: SelectableExpression<From>, T, From> SelectableExpression<From> for Among<C, T> {}

impl<C, T> ValidGrouping<()> for Among<C, T> {
    type IsAggregate = is_aggregate::No;
}

impl<C: QueryId, T: 'static> QueryId for Among<C, T> {
    type QueryId = Among<C::QueryId, T>;
    const HAS_STATIC_QUERY_ID: bool = C::HAS_STATIC_QUERY_ID;
}

impl<C: QueryFragment<Sqlite>, T> QueryFragment<Sqlite> for Among<C, T> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Sqlite>) -> QueryResult<()> {
        self.column.walk_ast(out.reborrow())?;
        out.push_sql(" IN (SELECT value FROM json_each(");
        out.push_bind_param::<Text, _>(&self.json)?;
        out.push_sql("))");
        Ok(())
    }
}

impl<C, T> QueryFragment<Pg> for Among<C, T>
where
    C: Expression<SqlType: 'static> + QueryFragment<Pg>,
    Pg: HasSqlType<Array<C::SqlType>>,
    Vec<T>: ToSql<Array<C::SqlType>, Pg>,
{
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        self.column.walk_ast(out.reborrow())?;
        out.push_sql(" = ANY(");
        out.push_bind_param::<Array<C::SqlType>, _>(&self.values)?;
        out.push_sql(")");
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use diesel::{connection::SimpleConnection as _, prelude::*};

    use super::*;

    diesel::table! {
        words (id) {
            id -> BigInt,
            word -> Text,
        }
    }

    #[test]
    fn every_number_of_values_is_the_same_statement() {
        let mut connection = SqliteConnection::establish(":memory:").unwrap();
        let rows = "(1, 'un'), (2, 'l''été'), (3, '\"')";
        let table = format!(
            "CREATE TABLE words (id INTEGER PRIMARY KEY, word TEXT NOT NULL) STRICT; INSERT INTO words VALUES {rows}"
        );
        connection.batch_execute(&table).unwrap();
        for (ids, expected) in [(vec![], vec![]), (vec![3], vec![3]), (vec![9, 2, 1], vec![1, 2])] {
            let query = words::table.filter(among(words::id, &ids)).order(words::id).select(words::id);
            assert!(QueryFragment::<Sqlite>::is_safe_to_cache_prepared(&query, &Sqlite).unwrap());
            assert!(QueryFragment::<Pg>::is_safe_to_cache_prepared(&query, &Pg).unwrap());
            assert_eq!(query.load::<i64>(&mut connection).unwrap(), expected);
        }
        let written = ["\"", "l'été"].map(str::to_owned);
        let query = words::table.filter(among(words::word, &written)).order(words::id).select(words::id);
        assert_eq!(query.load::<i64>(&mut connection).unwrap(), [2, 3]);
    }
}
