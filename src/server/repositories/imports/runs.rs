//! Imports: how far they are, and what came of them.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use crate::server::{
    db::{
        Conn, LoadRows, affects_one, execute, first, one, rows,
        schema::{accounts, imports},
    },
    error::AppResult,
};

/// What came of the rows so far.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Queryable, Selectable, AsChangeset)]
#[diesel(table_name = imports)]
#[diesel(check_for_backend(diesel::sqlite::Sqlite, diesel::pg::Pg))]
pub struct RowCounts {
    pub total: i64,
    /// How many rows are done.
    pub position: i64,
    pub imported: i64,
    pub joined: i64,
    /// Of the joined ones, those that changed something that was stored.
    pub changed: i64,
    pub unchanged: i64,
    pub left_out: i64,
    pub refused: i64,
}

/// A stored import, without the file that was sent.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = imports)]
#[diesel(check_for_backend(diesel::sqlite::Sqlite, diesel::pg::Pg))]
pub struct ImportRow {
    pub id: i64,
    pub account_id: Option<i64>,
    pub source: String,
    pub state: String,
    pub mapping: Option<String>,
    #[diesel(embed)]
    pub counts: RowCounts,
    pub cells: String,
    pub created_at: NaiveDateTime,
    pub started_at: Option<NaiveDateTime>,
    pub finished_at: Option<NaiveDateTime>,
}

/// Begins an import and gives its number.
pub async fn begin(conn: &mut Conn, account_id: Option<i64>, source: &str, now: NaiveDateTime) -> AppResult<i64> {
    let row = (
        imports::account_id.eq(account_id),
        imports::source.eq(source),
        imports::state.eq("running"),
        imports::created_at.eq(now),
        imports::started_at.eq(now),
    );
    one!(conn, diesel::insert_into(imports::table).values(row).returning(imports::id))
}

/// Keeps a file that was sent to the desk, with what its columns seem to mean, and gives the number of the import.
pub async fn insert_draft(
    conn: &mut Conn,
    account_id: i64,
    (source, total): (&str, i64),
    (file_encrypted, mapping): (&[u8], &str),
    now: NaiveDateTime,
) -> AppResult<i64> {
    let row = (
        imports::account_id.eq(account_id),
        imports::source.eq(source),
        imports::state.eq("draft"),
        imports::total.eq(total),
        imports::file_encrypted.eq(file_encrypted),
        imports::mapping.eq(mapping),
        imports::created_at.eq(now),
    );
    one!(conn, diesel::insert_into(imports::table).values(row).returning(imports::id))
}

/// An import by number.
pub async fn find(conn: &mut Conn, id: i64) -> AppResult<Option<ImportRow>> {
    first!(conn, imports::table.find(id).select(ImportRow::as_select()))
}

/// The same, which no other transaction changes until this one ends.
pub async fn lock(conn: &mut Conn, id: i64) -> AppResult<Option<ImportRow>> {
    let found = match conn {
        // The transaction is the only writer already.
        Conn::Sqlite(c) => imports::table.find(id).select(ImportRow::as_select()).load_rows(&mut **c).await?,
        Conn::Postgres(c) => {
            imports::table.find(id).select(ImportRow::as_select()).for_update().load_rows(&mut **c).await?
        }
    };
    Ok(found.into_iter().next())
}

/// The file of an import, as long as it is kept.
pub async fn file_of(conn: &mut Conn, id: i64) -> AppResult<Option<Vec<u8>>> {
    let found: Option<Option<Vec<u8>>> = first!(conn, imports::table.find(id).select(imports::file_encrypted))?;
    Ok(found.flatten())
}

/// The newest imports, newest first, with the address of the administrator.
pub async fn newest(conn: &mut Conn, limit: i64) -> AppResult<Vec<(ImportRow, Option<String>)>> {
    rows!(
        conn,
        imports::table
            .left_join(accounts::table)
            .order(imports::id.desc())
            .limit(limit)
            .select((ImportRow::as_select(), accounts::email.nullable()))
    )
}

/// Stores what the columns of a draft mean.
pub async fn set_mapping(conn: &mut Conn, id: i64, mapping: &str) -> AppResult<()> {
    execute!(conn, diesel::update(imports::table.find(id)).set(imports::mapping.eq(mapping)))
}

/// Begins a draft.
pub async fn start(conn: &mut Conn, id: i64, now: NaiveDateTime) -> AppResult<()> {
    execute!(
        conn,
        diesel::update(imports::table.find(id)).set((imports::state.eq("running"), imports::started_at.eq(now)))
    )
}

/// Stores how far an import is.
pub async fn note(conn: &mut Conn, id: i64, counts: &RowCounts, cells: &str) -> AppResult<()> {
    execute!(conn, diesel::update(imports::table.find(id)).set((counts, imports::cells.eq(cells))))
}

/// Ends an import; what was sent is forgotten.
pub async fn finish(conn: &mut Conn, id: i64, state: &str, now: NaiveDateTime) -> AppResult<()> {
    execute!(
        conn,
        diesel::update(imports::table.find(id)).set((
            imports::state.eq(state),
            imports::finished_at.eq(now),
            imports::file_encrypted.eq(None::<Vec<u8>>),
        ))
    )
}

/// Ends an import whose job was given up; it can be taken up again.
pub async fn fail(conn: &mut Conn, id: i64) -> AppResult<()> {
    let running = imports::table.find(id).filter(imports::state.eq("running"));
    execute!(conn, diesel::update(running).set(imports::state.eq("failed")))
}

/// Ends imports of a source at the command line that a killed process left running.
pub async fn end_interrupted(conn: &mut Conn, source: &str, now: NaiveDateTime) -> AppResult<()> {
    let running = imports::table
        .filter(imports::source.eq(source))
        .filter(imports::state.eq("running"))
        .filter(imports::mapping.is_null());
    execute!(conn, diesel::update(running).set((imports::state.eq("failed"), imports::finished_at.eq(now))))
}

/// Removes a draft; `false` when it is none any more.
pub async fn delete_draft(conn: &mut Conn, id: i64) -> AppResult<bool> {
    affects_one!(conn, diesel::delete(imports::table.find(id).filter(imports::state.eq("draft"))))
}

/// Removes drafts that were not begun in time.
pub async fn delete_drafts_before(conn: &mut Conn, moment: NaiveDateTime) -> AppResult<()> {
    let old = imports::table.filter(imports::state.eq("draft")).filter(imports::created_at.lt(moment));
    execute!(conn, diesel::delete(old))
}
