//! Cells that were not taken as they were.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::people::RowKey;
use crate::{
    domain::search::cursor::Cursor,
    server::{
        db::{Conn, affects_one, execute, rows, schema::import_values},
        error::AppResult,
        repositories::paged::read_page,
    },
};

/// A noted cell.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = import_values)]
#[diesel(check_for_backend(diesel::sqlite::Sqlite, diesel::pg::Pg))]
pub struct ImportValueRow {
    pub id: i64,
    pub person_id: Option<i64>,
    pub source_table: String,
    pub row_label: String,
    pub column_name: String,
    pub fate: String,
    pub value_encrypted: Option<Vec<u8>>,
}

/// A cell to be noted.
#[derive(Debug, Insertable)]
#[diesel(table_name = import_values)]
pub struct NewImportValue<'a> {
    pub import_id: i64,
    pub person_id: Option<i64>,
    pub source: &'a str,
    pub source_table: &'a str,
    pub source_id: &'a str,
    pub row_label: &'a str,
    pub column_name: &'a str,
    pub fate: &'static str,
    pub value_encrypted: Option<Vec<u8>>,
    pub created_at: NaiveDateTime,
}

/// Forgets what earlier runs noted of a row.
pub async fn delete_of_row(conn: &mut Conn, key: RowKey<'_>) -> AppResult<()> {
    use import_values as v;
    execute!(
        conn,
        diesel::delete(
            v::table
                .filter(v::source.eq(key.source))
                .filter(v::source_table.eq(key.table))
                .filter(v::source_id.eq(key.id))
        )
    )
}

/// Notes a cell, in place of what an earlier run noted of it.
pub async fn put(conn: &mut Conn, value: &NewImportValue<'_>) -> AppResult<()> {
    use import_values as v;
    execute!(
        conn,
        diesel::delete(
            v::table
                .filter(v::source.eq(value.source))
                .filter(v::source_table.eq(value.source_table))
                .filter(v::source_id.eq(value.source_id))
                .filter(v::column_name.eq(value.column_name))
        )
    )?;
    execute!(conn, diesel::insert_into(v::table).values(value))
}

/// The cells of an import that no administrator has seen yet, a page.
pub async fn open(
    conn: &mut Conn,
    import_id: i64,
    cursor: Option<Cursor>,
    limit: i64,
) -> AppResult<Vec<ImportValueRow>> {
    read_page!(conn, import_values => ImportValueRow, cursor, limit, |query| {
        query = query.filter(import_values::import_id.eq(import_id)).filter(import_values::settled_at.is_null());
    })
}

/// Notes that an administrator saw a cell of an import; `false` when one did before, or there is no such cell.
pub async fn settle(conn: &mut Conn, import_id: i64, id: i64, now: NaiveDateTime) -> AppResult<bool> {
    let open = import_values::table
        .find(id)
        .filter(import_values::import_id.eq(import_id))
        .filter(import_values::settled_at.is_null());
    affects_one!(conn, diesel::update(open).set(import_values::settled_at.eq(now)))
}

/// What was noted of a person's rows.
pub async fn of_person(conn: &mut Conn, person_id: i64) -> AppResult<Vec<ImportValueRow>> {
    rows!(
        conn,
        import_values::table
            .filter(import_values::person_id.eq(person_id))
            .order(import_values::id)
            .select(ImportValueRow::as_select())
    )
}
