//! The one row about this installation: the mark of its storage, and what the last sweep found there.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use crate::server::{
    db::{Conn, affects_one, execute, first, schema::installation},
    error::AppResult,
};

/// The number of the only row.
const ONLY: i64 = 1;

/// What is stored about this installation.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = installation)]
#[diesel(check_for_backend(diesel::sqlite::Sqlite, diesel::pg::Pg))]
pub struct InstallationRow {
    /// Random; the storage holds the same one.
    pub mark: String,
    /// When files were last swept, or a sweep was last held back.
    pub swept_at: Option<NaiveDateTime>,
    /// Why the last sweep moved nothing, as a key.
    pub hindrance: Option<String>,
    /// Files without a row that it found.
    pub orphans: i64,
    /// Files that it found in all.
    pub stored: i64,
    /// Objects in the trash after it, and their bytes.
    pub trashed: i64,
    pub trashed_bytes: i64,
}

/// What a sweep found, to be stored.
#[derive(Debug, Clone, Default, AsChangeset)]
#[diesel(table_name = installation)]
#[diesel(treat_none_as_null = true)]
pub struct SweepRecord {
    pub swept_at: Option<NaiveDateTime>,
    pub hindrance: Option<&'static str>,
    pub orphans: i64,
    pub stored: i64,
    pub trashed: i64,
    pub trashed_bytes: i64,
}

/// The row; `None` before the first start.
pub async fn find(conn: &mut Conn) -> AppResult<Option<InstallationRow>> {
    first!(conn, installation::table.find(ONLY).select(InstallationRow::as_select()))
}

/// Stores a mark unless there is one already.
pub async fn add_missing(conn: &mut Conn, mark: &str) -> AppResult<()> {
    let row = (installation::id.eq(ONLY), installation::mark.eq(mark));
    execute!(conn, diesel::insert_into(installation::table).values(row).on_conflict_do_nothing())
}

/// Stores what a sweep found, in place of what the one before did.
pub async fn record_sweep(conn: &mut Conn, record: &SweepRecord) -> AppResult<()> {
    execute!(conn, diesel::update(installation::table.find(ONLY)).set(record))
}

/// Where a restore put the files of this database, and what it replaced.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = installation)]
#[diesel(check_for_backend(diesel::sqlite::Sqlite, diesel::pg::Pg))]
pub struct Placement {
    /// Below the storage's own; empty where no restore was.
    pub storage_prefix: String,
    /// Databases that restores replaced, as `db::place` names them, newest first, with a slash between them.
    pub previous_database: Option<String>,
    /// Prefixes of their files, in the same form.
    pub previous_storage: Option<String>,
    pub restored_at: Option<NaiveDateTime>,
}

/// Where the files are; `None` before the first start.
pub async fn placement(conn: &mut Conn) -> AppResult<Option<Placement>> {
    first!(conn, installation::table.find(ONLY).select(Placement::as_select()))
}

/// Makes the row of a restored database.
pub async fn place(conn: &mut Conn, mark: &str, placement: &Placement) -> AppResult<()> {
    let row = (
        installation::id.eq(ONLY),
        installation::mark.eq(mark),
        installation::storage_prefix.eq(&placement.storage_prefix),
        installation::previous_database.eq(&placement.previous_database),
        installation::previous_storage.eq(&placement.previous_storage),
        installation::restored_at.eq(placement.restored_at),
    );
    execute!(conn, diesel::insert_into(installation::table).values(row))
}

/// Forgets what restores replaced, because it is gone.
pub async fn forget_previous(conn: &mut Conn) -> AppResult<()> {
    let gone = (installation::previous_database.eq(None::<String>), installation::previous_storage.eq(None::<String>));
    execute!(conn, diesel::update(installation::table.find(ONLY)).set(gone))
}

/// How backups go.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Queryable, Selectable, AsChangeset)]
#[diesel(table_name = installation)]
#[diesel(check_for_backend(diesel::sqlite::Sqlite, diesel::pg::Pg))]
#[diesel(treat_none_as_null = true)]
pub struct BackupRecord {
    /// Until when a server claims to work on them.
    pub backup_until: Option<NaiveDateTime>,
    /// When the last attempt failed; none when it did not.
    pub backup_failed_at: Option<NaiveDateTime>,
}

/// How backups go; `None` before the first start.
pub async fn backup_record(conn: &mut Conn) -> AppResult<Option<BackupRecord>> {
    first!(conn, installation::table.find(ONLY).select(BackupRecord::as_select()))
}

/// Stores what became of one.
pub async fn record_backup(conn: &mut Conn, record: BackupRecord) -> AppResult<()> {
    execute!(conn, diesel::update(installation::table.find(ONLY)).set(record))
}

/// Claims work on backups; `false` while there is some already.
pub async fn claim_backup(conn: &mut Conn, now: NaiveDateTime, until: NaiveDateTime) -> AppResult<bool> {
    let free = installation::backup_until.is_null().or(installation::backup_until.le(now));
    let row = installation::table.filter(installation::id.eq(ONLY)).filter(free);
    affects_one!(conn, diesel::update(row).set(installation::backup_until.eq(until)))
}

/// Ends the claim; whether the last attempt failed stays as it was said.
pub async fn release_backup(conn: &mut Conn) -> AppResult<()> {
    let free = installation::backup_until.eq(None::<NaiveDateTime>);
    execute!(conn, diesel::update(installation::table.find(ONLY)).set(free))
}

/// Goes on claiming it. A claim that ended meanwhile stays ended.
pub async fn renew_backup(conn: &mut Conn, until: NaiveDateTime) -> AppResult<()> {
    let claimed = installation::table.find(ONLY).filter(installation::backup_until.is_not_null());
    execute!(conn, diesel::update(claimed).set(installation::backup_until.eq(until)))
}
