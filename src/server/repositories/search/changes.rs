//! What changed of people since a search index last looked.
//!
//! Every transaction that changes what can be searched of people, or erases them, writes a row. Before a search a
//! server reads the rows since its position, in one statement, and loads these people again. So it never searches older
//! answers than those the database holds, whichever server wrote them.
//!
//! On SQLite one transaction writes at a time, so ids ascend in the order of commits, and the greatest id seen is the
//! whole position.
//!
//! On PostgreSQL transactions overlap: an id is given out when the row is written, and a smaller one may become visible
//! later. So the position also has a horizon: the oldest transaction that was still running when the rows were read.
//! Those before it had ended, so what they wrote was seen; whatever was not seen is of the horizon or later. Rows of the
//! horizon or later may have been seen, too: they are open, and read again until the horizon passes them. The reader
//! passes over those that were open in the read before: no others come twice.
//!
//! Whether the position belongs to this database, and nothing after it was pruned, the row with the greatest id seen
//! tells: it must still be there, with the same token, which is drawn by chance. A horizon that went back tells of another cluster.

use chrono::NaiveDateTime;
use diesel::{
    QueryableByName,
    pg::Pg,
    prelude::*,
    query_builder::{AstPass, Query, QueryFragment, QueryId},
    sql_query, sql_types,
};
use diesel_async::RunQueryDsl;

use crate::server::{
    db::{Conn, affected, execute, one, schema::search_changes},
    error::AppResult,
    repositories::profiles::people,
    search_index::ChangePosition,
};

/// What changed after a position.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changes {
    /// Where to read on.
    pub position: ChangePosition,
    /// By ascending id. Those that were open in the read before may be among them.
    pub rows: Vec<Change>,
    /// Whether the position is one of this database; if not, everything must be loaded again.
    pub known: bool,
}

/// What can be searched of the people between two ids changed, or they are erased.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Change {
    pub id: i64,
    pub first_person_id: i64,
    pub last_person_id: i64,
    /// Whether the next read brings it again.
    pub is_open: bool,
}

/// Records that something that can be searched of a person changed, or that the person is erased.
pub async fn record_person(conn: &mut Conn, person_id: i64, now: NaiveDateTime) -> AppResult<()> {
    record_people(conn, person_id, person_id, now).await
}

/// As [`record_person`], for all people with ids from first to last.
pub async fn record_people(conn: &mut Conn, first: i64, last: i64, now: NaiveDateTime) -> AppResult<()> {
    let row = (
        search_changes::first_person_id.eq(first),
        search_changes::last_person_id.eq(last),
        search_changes::token.eq(fastrand::i64(..)),
        search_changes::changed_at.eq(now),
    );
    execute!(conn, diesel::insert_into(search_changes::table).values(row))
}

/// As [`record_person`], for the person of an account that has one.
pub async fn record_account(conn: &mut Conn, account_id: i64, now: NaiveDateTime) -> AppResult<()> {
    match people::id_of_account(conn, account_id).await? {
        Some(person_id) => record_person(conn, person_id, now).await,
        None => Ok(()),
    }
}

/// The changes after a position.
pub async fn since(conn: &mut Conn, position: ChangePosition) -> AppResult<Changes> {
    match conn {
        Conn::Sqlite(c) => {
            let rows: Vec<(i64, i64, i64, i64)> = search_changes::table
                .filter(search_changes::id.ge(position.last_id))
                .order(search_changes::id)
                .select((
                    search_changes::id,
                    search_changes::first_person_id,
                    search_changes::last_person_id,
                    search_changes::token,
                ))
                .load(&mut **c)
                .await?;
            let found = |(id, first_person_id, last_person_id, token)| Found {
                change: Change { id, first_person_id, last_person_id, is_open: false },
                token,
                is_new: id > position.last_id,
            };
            Ok(Changes::after(position, position.horizon, rows.into_iter().map(found)))
        }
        Conn::Postgres(c) => {
            let rows: Vec<PostgresRow> = PostgresChanges(position).load(&mut **c).await?;
            // There is always a row: without any change its other columns are empty.
            let horizon = rows.as_slice().first().map_or(position.horizon, |row| row.horizon);
            Ok(Changes::after(position, horizon, rows.iter().filter_map(|row| row.found(position))))
        }
    }
}

/// Reads changes with the horizon. Every search begins with it, so it is a query of its own that Diesel prepares once a
/// connection, which `sql_query` does not.
#[derive(Debug, Clone, Copy, QueryId)]
struct PostgresChanges(ChangePosition);

impl QueryFragment<Pg> for PostgresChanges {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        out.push_sql(
            "SELECT reading.horizon, c.id, c.first_person_id, c.last_person_id, c.transaction_id, c.token \
             FROM (SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint AS horizon) reading \
             LEFT JOIN search_changes c ON c.transaction_id >= ",
        );
        out.push_bind_param::<sql_types::BigInt, _>(&self.0.horizon)?;
        out.push_sql(" OR c.id = ");
        out.push_bind_param::<sql_types::BigInt, _>(&self.0.last_id)?;
        out.push_sql(" ORDER BY c.id");
        Ok(())
    }
}

impl Query for PostgresChanges {
    type SqlType = (
        sql_types::BigInt,
        sql_types::Nullable<sql_types::BigInt>,
        sql_types::Nullable<sql_types::BigInt>,
        sql_types::Nullable<sql_types::BigInt>,
        sql_types::Nullable<sql_types::BigInt>,
        sql_types::Nullable<sql_types::BigInt>,
    );
}

/// A change, or none, beside the horizon of the statement that read it.
#[derive(Queryable)]
struct PostgresRow {
    horizon: i64,
    id: Option<i64>,
    first_person_id: Option<i64>,
    last_person_id: Option<i64>,
    transaction_id: Option<i64>,
    token: Option<i64>,
}

impl PostgresRow {
    fn found(&self, position: ChangePosition) -> Option<Found> {
        let transaction_id = self.transaction_id?;
        let change = Change {
            id: self.id?,
            first_person_id: self.first_person_id?,
            last_person_id: self.last_person_id?,
            is_open: transaction_id >= self.horizon,
        };
        Some(Found { change, token: self.token?, is_new: transaction_id >= position.horizon })
    }
}

/// A row that was read: a change, or the last one seen.
struct Found {
    change: Change,
    token: i64,
    /// Whether it may not have been seen.
    is_new: bool,
}

impl Changes {
    /// Puts rows together that were read by ascending id.
    fn after(position: ChangePosition, horizon: i64, rows: impl Iterator<Item = Found>) -> Self {
        let mut changes =
            Self { position: ChangePosition { horizon, ..position }, rows: Vec::new(), known: position.last_id == 0 };
        for Found { change, token, is_new } in rows {
            if change.id == position.last_id {
                changes.known = position.last_token == token;
            }
            if change.id > changes.position.last_id {
                changes.position.last_id = change.id;
                changes.position.last_token = token;
            }
            if is_new {
                changes.rows.push(change);
            }
        }
        changes.known &= horizon >= position.horizon;
        changes
    }
}

/// The position after everything that is visible now. Take it before what it stands for is loaded.
pub async fn position(conn: &mut Conn) -> AppResult<ChangePosition> {
    match conn {
        Conn::Sqlite(c) => {
            let last: Option<(i64, i64)> = search_changes::table
                .order(search_changes::id.desc())
                .select((search_changes::id, search_changes::token))
                .first(&mut **c)
                .await
                .optional()?;
            let (last_id, last_token) = last.unwrap_or_default();
            Ok(ChangePosition { last_id, last_token, horizon: 0 })
        }
        Conn::Postgres(c) => {
            let row: PostgresPosition = sql_query(
                "SELECT reading.horizon, c.id, c.token \
                 FROM (SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint AS horizon) reading \
                 LEFT JOIN (SELECT id, token FROM search_changes ORDER BY id DESC LIMIT 1) c ON TRUE",
            )
            .get_result(&mut **c)
            .await?;
            let (last_id, last_token) = (row.id.unwrap_or(0), row.token.unwrap_or(0));
            Ok(ChangePosition { last_id, last_token, horizon: row.horizon })
        }
    }
}

#[derive(QueryableByName)]
struct PostgresPosition {
    #[diesel(sql_type = sql_types::BigInt)]
    horizon: i64,
    #[diesel(sql_type = sql_types::Nullable<sql_types::BigInt>)]
    id: Option<i64>,
    #[diesel(sql_type = sql_types::Nullable<sql_types::BigInt>)]
    token: Option<i64>,
}

/// Gives changes another transaction's number that were numbered in an older PostgreSQL cluster, from which a dump was
/// restored, and returns how many. Their numbers are not reached here yet, so that they would stay open, and be read
/// before every search, for as long as they are kept. A change that is visible has a number below the end of the
/// snapshot it is seen in, if it was numbered here. The new number is of the transaction that calls this: readers that
/// missed them read them once.
pub async fn renumber_foreign(conn: &mut Conn) -> AppResult<usize> {
    match conn {
        Conn::Sqlite(_) => Ok(0),
        Conn::Postgres(c) => Ok(sql_query(
            "UPDATE search_changes SET transaction_id = pg_current_xact_id()::text::bigint \
             WHERE transaction_id >= pg_snapshot_xmax(pg_current_snapshot())::text::bigint",
        )
        .execute(&mut **c)
        .await?),
    }
}

/// Whether there are changes that [`renumber_foreign`] would number.
pub async fn has_foreign(conn: &mut Conn) -> AppResult<bool> {
    match conn {
        Conn::Sqlite(_) => Ok(false),
        Conn::Postgres(c) => {
            let row: ForeignChanges = sql_query(
                "SELECT EXISTS (SELECT 1 FROM search_changes \
                 WHERE transaction_id >= pg_snapshot_xmax(pg_current_snapshot())::text::bigint) AS found",
            )
            .get_result(&mut **c)
            .await?;
            Ok(row.found)
        }
    }
}

#[derive(QueryableByName)]
struct ForeignChanges {
    #[diesel(sql_type = sql_types::Bool)]
    found: bool,
}

/// Removes changes from before a moment, and returns how many. The last of them stays: it is what an index that read
/// everything is at until it reads the next one. The moment must lie longer ago than any transaction lasts.
pub async fn delete_older_than(conn: &mut Conn, before: NaiveDateTime) -> AppResult<usize> {
    let old = search_changes::table.filter(search_changes::changed_at.lt(before));
    let last: Option<i64> = one!(&mut *conn, old.select(diesel::dsl::max(search_changes::id)))?;
    // By ids, so that a reader that finds the row of its position finds every later one, too.
    affected!(conn, diesel::delete(search_changes::table.filter(search_changes::id.lt(last.unwrap_or(0)))))
}
