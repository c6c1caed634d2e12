//! The one row about this installation: the mark of its storage, and what the last sweep found there.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use crate::server::{
    db::{Conn, execute, first, schema::installation},
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
