//! Files of imported people that are still to be taken.

use diesel::prelude::*;

use crate::server::{
    db::{Conn, affects_one, execute, rows, schema::import_files},
    error::AppResult,
};

/// A file to be taken.
#[derive(Debug, Insertable)]
#[diesel(table_name = import_files)]
pub struct NewImportFile<'a> {
    pub import_id: i64,
    pub person_id: i64,
    pub source: &'a str,
    pub source_table: &'a str,
    pub source_id: &'a str,
    pub row_label: &'a str,
    pub column_name: &'a str,
    pub kind: &'static str,
    pub name: &'a str,
}

/// A file that waits.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = import_files)]
#[diesel(check_for_backend(diesel::sqlite::Sqlite, diesel::pg::Pg))]
pub struct ImportFileRow {
    pub id: i64,
    pub person_id: i64,
    pub source_table: String,
    pub source_id: String,
    pub row_label: String,
    pub column_name: String,
    pub kind: String,
    pub name: String,
}

/// Notes a file.
pub async fn insert(conn: &mut Conn, file: &NewImportFile<'_>) -> AppResult<()> {
    execute!(conn, diesel::insert_into(import_files::table).values(file))
}

/// The files of a source that wait, the first noted first.
pub async fn waiting(conn: &mut Conn, source: &str, after_id: i64, limit: i64) -> AppResult<Vec<ImportFileRow>> {
    rows!(
        conn,
        import_files::table
            .filter(import_files::source.eq(source))
            .filter(import_files::id.gt(after_id))
            .order(import_files::id)
            .limit(limit)
            .select(ImportFileRow::as_select())
    )
}

/// Forgets a file that was taken or refused; `false` when that was done before.
pub async fn delete(conn: &mut Conn, id: i64) -> AppResult<bool> {
    affects_one!(conn, diesel::delete(import_files::table.find(id)))
}
