//! What is being done with backups, and what was done lately.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use crate::{
    domain::backup::{BackupStage, BackupWorkKind, BackupWorkState},
    server::{
        db::{Conn, execute, one, rows, schema::backup_works},
        error::AppResult,
    },
};

/// A row.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = backup_works)]
#[diesel(check_for_backend(diesel::sqlite::Sqlite, diesel::pg::Pg))]
pub struct BackupWorkRow {
    pub id: i64,
    /// A key of [`BackupWorkKind`].
    pub kind: String,
    pub name: String,
    /// A key of [`BackupWorkState`].
    pub state: String,
    /// A key of [`BackupStage`]; none before anything was counted.
    pub stage: Option<String>,
    pub done: i64,
    pub total: i64,
    pub begun_at: NaiveDateTime,
    pub ended_at: Option<NaiveDateTime>,
    /// JSON.
    pub report: Option<String>,
}

/// Adds a row that is running, and gives its number.
pub async fn begin(conn: &mut Conn, kind: BackupWorkKind, name: &str, now: NaiveDateTime) -> AppResult<i64> {
    let row = (
        backup_works::kind.eq(kind.key()),
        backup_works::name.eq(name),
        backup_works::state.eq(BackupWorkState::Running.key()),
        backup_works::begun_at.eq(now),
    );
    one!(conn, diesel::insert_into(backup_works::table).values(row).returning(backup_works::id))
}

/// Whatever still says that it is running is not.
pub async fn interrupt(conn: &mut Conn, now: NaiveDateTime) -> AppResult<()> {
    let running = backup_works::table.filter(backup_works::state.eq(BackupWorkState::Running.key()));
    let over = (backup_works::state.eq(BackupWorkState::Interrupted.key()), backup_works::ended_at.eq(now));
    execute!(conn, diesel::update(running).set(over))
}

/// How far it is.
pub async fn advance(conn: &mut Conn, id: i64, stage: BackupStage, done: i64, total: i64) -> AppResult<()> {
    let progress = (backup_works::stage.eq(stage.key()), backup_works::done.eq(done), backup_works::total.eq(total));
    execute!(conn, diesel::update(backup_works::table.find(id)).set(progress))
}

/// It is over.
pub async fn end(conn: &mut Conn, id: i64, state: BackupWorkState, report: &str, now: NaiveDateTime) -> AppResult<()> {
    let over = (backup_works::state.eq(state.key()), backup_works::report.eq(report), backup_works::ended_at.eq(now));
    execute!(conn, diesel::update(backup_works::table.find(id)).set(over))
}

/// The newest rows, newest first.
pub async fn newest(conn: &mut Conn, most: i64) -> AppResult<Vec<BackupWorkRow>> {
    let newest = backup_works::table.order(backup_works::id.desc()).limit(most);
    rows!(conn, newest.select(BackupWorkRow::as_select()))
}

/// Removes rows with a smaller number.
pub async fn forget_before(conn: &mut Conn, id: i64) -> AppResult<()> {
    execute!(conn, diesel::delete(backup_works::table.filter(backup_works::id.lt(id))))
}
