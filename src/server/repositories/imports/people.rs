//! The rows of a source that were taken.

use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;

use crate::server::{
    db::{
        Conn, affected, execute, first, one, rows,
        schema::{accounts, imported_people, imports, people},
    },
    error::AppResult,
};

/// Which row of which source.
#[derive(Debug, Clone, Copy)]
pub struct RowKey<'a> {
    pub source: &'a str,
    pub table: &'a str,
    pub id: &'a str,
}

/// A row to be noted.
#[derive(Debug, Insertable)]
#[diesel(table_name = imported_people)]
pub struct NewImportedPerson<'a> {
    pub source: &'a str,
    pub source_table: &'a str,
    pub source_id: &'a str,
    pub import_id: i64,
    pub person_id: i64,
    pub changed_at: Option<NaiveDateTime>,
}

/// Notes that a row was taken.
///
/// # Errors
/// A unique violation when it was taken before.
pub async fn insert(conn: &mut Conn, row: &NewImportedPerson<'_>) -> AppResult<()> {
    execute!(conn, diesel::insert_into(imported_people::table).values(row))
}

/// Whether a row was taken before.
pub async fn is_taken(conn: &mut Conn, key: RowKey<'_>) -> AppResult<bool> {
    let found: Option<i64> =
        first!(conn, imported_people::table.find((key.source, key.table, key.id)).select(imported_people::import_id))?;
    Ok(found.is_some())
}

/// Whether a person came from elsewhere, or a row joined them.
pub async fn is_imported(conn: &mut Conn, person_id: i64) -> AppResult<bool> {
    let rows = imported_people::table.filter(imported_people::person_id.eq(person_id));
    one!(conn, diesel::select(diesel::dsl::exists(rows)))
}

/// When the rows that a person came from were changed last in their source; none for a person of ours.
pub async fn changed_at(conn: &mut Conn, person_id: i64) -> AppResult<Option<NaiveDateTime>> {
    let newest: Option<Option<NaiveDateTime>> = first!(
        conn,
        imported_people::table
            .filter(imported_people::person_id.eq(person_id))
            .filter(imported_people::changed_at.is_not_null())
            .order(imported_people::changed_at.desc())
            .select(imported_people::changed_at)
    )?;
    Ok(newest.flatten())
}

/// Whether a person who came from elsewhere was changed on this site since the import ended, or signed in. While an import
/// that brought something of the person runs, its own writes cannot be told from others: then only signing in counts.
pub async fn is_changed_here(conn: &mut Conn, person_id: i64) -> AppResult<bool> {
    let ends: Vec<Option<NaiveDateTime>> = rows!(
        conn,
        imported_people::table
            .inner_join(imports::table.on(imports::id.eq(imported_people::import_id)))
            .filter(imported_people::person_id.eq(person_id))
            .select(imports::finished_at)
    )?;
    if ends.is_empty() {
        return Ok(false);
    }
    let found: Option<(NaiveDateTime, Option<NaiveDate>)> = first!(
        conn,
        people::table
            .inner_join(accounts::table)
            .filter(people::id.eq(person_id))
            .select((people::updated_at, accounts::last_seen_on))
    )?;
    let ended = if ends.contains(&None) { None } else { ends.into_iter().flatten().max() };
    Ok(found.is_some_and(|(updated_at, seen_on)| seen_on.is_some() || ended.is_some_and(|ended| updated_at > ended)))
}

/// Whether a person came from elsewhere and has not said yet that the answers are theirs.
pub async fn is_unconfirmed(conn: &mut Conn, person_id: i64) -> AppResult<bool> {
    let open = imported_people::table
        .filter(imported_people::person_id.eq(person_id))
        .filter(imported_people::confirmed_at.is_null());
    one!(conn, diesel::select(diesel::dsl::exists(open)))
}

/// Notes that a person confirmed the answers; `false` when there was nothing to confirm.
pub async fn confirm(conn: &mut Conn, person_id: i64, now: NaiveDateTime) -> AppResult<bool> {
    let open = imported_people::table
        .filter(imported_people::person_id.eq(person_id))
        .filter(imported_people::confirmed_at.is_null());
    let rows = affected!(conn, diesel::update(open).set(imported_people::confirmed_at.eq(now)))?;
    Ok(rows > 0)
}
