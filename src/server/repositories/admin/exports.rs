//! People taken out of the site as a file.

use chrono::NaiveDateTime;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use crate::{
    domain::export::{ExportFailure, ExportState},
    server::{
        db::{
            Conn, affected, affects_one, execute, first, one, rows,
            schema::{accounts, exports},
        },
        error::AppResult,
    },
};

/// An export to be stored.
#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = exports)]
pub struct NewExport<'a> {
    pub account_id: i64,
    pub state: &'a str,
    pub filters: Option<&'a str>,
    pub choice_encrypted: Option<&'a [u8]>,
    pub people: Option<&'a [u8]>,
    pub total: i64,
    pub name: Option<&'a str>,
    pub created_at: NaiveDateTime,
    pub finished_at: Option<NaiveDateTime>,
}

/// A stored export, without its people.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = exports)]
#[diesel(check_for_backend(diesel::sqlite::Sqlite, diesel::pg::Pg))]
pub struct ExportRow {
    pub id: i64,
    /// The account of the administrator who asked for it; none when it is gone.
    pub account_id: Option<i64>,
    pub state: String,
    /// The query of an address, without private values; none of people who were ticked.
    pub filters: Option<String>,
    pub choice_encrypted: Option<Vec<u8>>,
    pub total: i64,
    pub position: i64,
    /// Of the file's folder in the storage, while it is kept.
    pub name: Option<String>,
    pub parts: i64,
    pub bytes: i64,
    pub problem: Option<String>,
    pub created_at: NaiveDateTime,
    pub finished_at: Option<NaiveDateTime>,
    pub downloaded_at: Option<NaiveDateTime>,
}

/// Stores an export and gives its id.
pub async fn insert(conn: &mut Conn, export: &NewExport<'_>) -> AppResult<i64> {
    one!(conn, diesel::insert_into(exports::table).values(export).returning(exports::id))
}

/// One export.
pub async fn find(conn: &mut Conn, id: i64) -> AppResult<Option<ExportRow>> {
    first!(conn, exports::table.find(id).select(ExportRow::as_select()))
}

/// One export that no other transaction changes until this one ends.
pub async fn lock(conn: &mut Conn, id: i64) -> AppResult<Option<ExportRow>> {
    Ok(match conn {
        // The transaction is the only writer already.
        Conn::Sqlite(c) => exports::table.find(id).select(ExportRow::as_select()).first(&mut **c).await.optional()?,
        Conn::Postgres(c) => {
            let export = exports::table.find(id).select(ExportRow::as_select());
            export.for_update().first(&mut **c).await.optional()?
        }
    })
}

/// The people of an export, as they were stored; none when it is over.
pub async fn people(conn: &mut Conn, id: i64) -> AppResult<Option<Vec<u8>>> {
    let people: Option<Option<Vec<u8>>> = first!(conn, exports::table.find(id).select(exports::people))?;
    Ok(people.flatten())
}

/// What was ticked is being exported now, by other ids in their order.
pub async fn begin(conn: &mut Conn, id: i64, begun: &NewExport<'_>) -> AppResult<()> {
    execute!(
        conn,
        diesel::update(exports::table.find(id)).set((
            exports::state.eq(begun.state),
            exports::choice_encrypted.eq(begun.choice_encrypted),
            exports::people.eq(begun.people),
            exports::total.eq(begun.total),
            exports::name.eq(begun.name),
            exports::created_at.eq(begun.created_at),
            exports::finished_at.eq(begun.finished_at),
        ))
    )
}

/// Another attempt writes under another name.
pub async fn rename(conn: &mut Conn, id: i64, name: &str) -> AppResult<()> {
    execute!(conn, diesel::update(exports::table.find(id)).set((exports::name.eq(name), exports::position.eq(0_i64))))
}

/// How far the attempt of this name is; `false` when it was cancelled or another one has begun.
pub async fn advance(conn: &mut Conn, id: i64, name: &str, position: i64) -> AppResult<bool> {
    let running = exports::table.find(id).filter(exports::state.eq(ExportState::Running.key()));
    affects_one!(conn, diesel::update(running.filter(exports::name.eq(name))).set(exports::position.eq(position)))
}

/// The file of the attempt of this name is whole; `false` when it was cancelled or another one has begun.
pub async fn complete(
    conn: &mut Conn,
    id: i64,
    name: &str,
    parts: i64,
    bytes: i64,
    now: NaiveDateTime,
) -> AppResult<bool> {
    let running = exports::table.find(id).filter(exports::state.eq(ExportState::Running.key()));
    let running = running.filter(exports::name.eq(name));
    affects_one!(
        conn,
        diesel::update(running).set((
            exports::state.eq(ExportState::Done.key()),
            exports::position.eq(exports::total),
            exports::people.eq(None::<Vec<u8>>),
            exports::parts.eq(parts),
            exports::bytes.eq(bytes),
            exports::finished_at.eq(now),
        ))
    )
}

/// A running export ends without a file; `false` when it runs no more.
pub async fn end(
    conn: &mut Conn,
    id: i64,
    state: ExportState,
    problem: Option<ExportFailure>,
    now: NaiveDateTime,
) -> AppResult<bool> {
    let running = exports::table.find(id).filter(exports::state.eq(ExportState::Running.key()));
    affects_one!(
        conn,
        diesel::update(running).set((
            exports::state.eq(state.key()),
            exports::people.eq(None::<Vec<u8>>),
            exports::name.eq(None::<String>),
            exports::problem.eq(problem.map(ExportFailure::key)),
            exports::finished_at.eq(now),
        ))
    )
}

/// The file is no longer kept; `false` when it was not.
pub async fn expire(conn: &mut Conn, id: i64) -> AppResult<bool> {
    let kept = exports::table.find(id).filter(exports::name.is_not_null());
    affects_one!(
        conn,
        diesel::update(kept.filter(exports::state.eq(ExportState::Done.key())))
            .set((exports::state.eq(ExportState::Expired.key()), exports::name.eq(None::<String>)))
    )
}

/// No file is kept any more: the storage is another one.
pub async fn expire_all(conn: &mut Conn) -> AppResult<()> {
    let kept = exports::table.filter(exports::state.eq(ExportState::Done.key()));
    execute!(
        conn,
        diesel::update(kept.filter(exports::name.is_not_null()))
            .set((exports::state.eq(ExportState::Expired.key()), exports::name.eq(None::<String>)))
    )
}

/// The file was fetched.
pub async fn note_download(conn: &mut Conn, id: i64, now: NaiveDateTime) -> AppResult<()> {
    execute!(conn, diesel::update(exports::table.find(id)).set(exports::downloaded_at.eq(now)))
}

/// The newest exports that began, newest first, with the address of the administrator.
pub async fn newest(conn: &mut Conn, limit: i64) -> AppResult<Vec<(ExportRow, Option<String>)>> {
    rows!(
        conn,
        exports::table
            .left_join(accounts::table)
            .filter(exports::state.ne(ExportState::Draft.key()))
            .order(exports::id.desc())
            .limit(limit)
            .select((ExportRow::as_select(), accounts::email.nullable()))
    )
}

/// How many exports of an account are being written.
pub async fn count_running(conn: &mut Conn, account_id: i64) -> AppResult<i64> {
    one!(
        conn,
        exports::table
            .filter(exports::account_id.eq(account_id))
            .filter(exports::state.eq(ExportState::Running.key()))
            .count()
    )
}

/// How many files of an account can be fetched that never were.
pub async fn count_ready(conn: &mut Conn, account_id: i64) -> AppResult<i64> {
    one!(
        conn,
        exports::table
            .filter(exports::account_id.eq(account_id))
            .filter(exports::name.is_not_null())
            .filter(exports::state.eq(ExportState::Done.key()))
            .filter(exports::downloaded_at.is_null())
            .count()
    )
}

/// Files that were whole before a moment and are still kept: the export, and the name of the file.
pub async fn kept_since_before(conn: &mut Conn, moment: NaiveDateTime) -> AppResult<Vec<(i64, String)>> {
    rows!(
        conn,
        exports::table
            .filter(exports::state.eq(ExportState::Done.key()))
            .filter(exports::finished_at.lt(moment))
            .filter(exports::name.is_not_null())
            .select((exports::id, exports::name.assume_not_null()))
    )
}

/// Every file that is kept or being written: its name, and how many parts a whole one has.
pub async fn kept(conn: &mut Conn) -> AppResult<Vec<(String, i64)>> {
    rows!(
        conn,
        exports::table.filter(exports::name.is_not_null()).select((exports::name.assume_not_null(), exports::parts))
    )
}

/// Those of the names that an export has.
pub async fn known_names(conn: &mut Conn, names: &[String]) -> AppResult<Vec<String>> {
    rows!(conn, exports::table.filter(exports::name.eq_any(names)).select(exports::name.assume_not_null()))
}

/// Removes what was ticked before a moment and not exported.
pub async fn delete_drafts_before(conn: &mut Conn, moment: NaiveDateTime) -> AppResult<usize> {
    affected!(
        conn,
        diesel::delete(
            exports::table.filter(exports::state.eq(ExportState::Draft.key())).filter(exports::created_at.lt(moment))
        )
    )
}

/// Removes exports that began before a moment and hold no file, with the note of whom they held.
pub async fn delete_before(conn: &mut Conn, moment: NaiveDateTime) -> AppResult<usize> {
    affected!(
        conn,
        diesel::delete(exports::table.filter(exports::created_at.lt(moment)).filter(exports::name.is_null()))
    )
}
