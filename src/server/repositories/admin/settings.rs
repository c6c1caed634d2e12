//! What administrators set, and what it was before.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use crate::server::{
    db::{
        Conn, affects_one, execute, first, rows,
        schema::{setting_changes, settings},
    },
    error::AppResult,
};

/// A stored setting; neither value is there after it was cleared.
#[derive(Clone, Queryable, Selectable)]
#[diesel(table_name = settings)]
#[diesel(check_for_backend(diesel::sqlite::Sqlite, diesel::pg::Pg))]
pub struct SettingRow {
    pub key: String,
    pub value: Option<String>,
    pub value_encrypted: Option<Vec<u8>>,
    /// Counts its changes, from 1.
    pub version: i64,
    pub updated_at: NaiveDateTime,
}

/// What becomes of a setting.
#[derive(Clone, Copy)]
pub struct NewSetting<'a> {
    pub key: &'a str,
    pub value: Option<&'a str>,
    pub value_encrypted: Option<&'a [u8]>,
    pub updated_at: NaiveDateTime,
}

/// A change of a setting; values of secrets are in none.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = setting_changes)]
#[diesel(check_for_backend(diesel::sqlite::Sqlite, diesel::pg::Pg))]
pub struct SettingChange {
    pub key: String,
    /// The version that the change made.
    pub version: i64,
    pub old_value: Option<String>,
    pub new_value: Option<String>,
    /// Settings that were saved together and their version, as the audit log names them: `site:3`.
    pub saved_as: String,
    pub changed_at: NaiveDateTime,
}

/// Every stored setting.
pub async fn all(conn: &mut Conn) -> AppResult<Vec<SettingRow>> {
    rows!(conn, settings::table.order(settings::id).select(SettingRow::as_select()))
}

/// Stores a setting of which this version was read, 0 for none; `false` when it changed since.
pub async fn store(conn: &mut Conn, new: NewSetting<'_>, read_version: i64) -> AppResult<bool> {
    let values = (
        settings::value.eq(new.value),
        settings::value_encrypted.eq(new.value_encrypted),
        settings::version.eq(read_version + 1),
        settings::updated_at.eq(new.updated_at),
    );
    if read_version == 0 {
        let row = (settings::key.eq(new.key), values);
        return affects_one!(conn, diesel::insert_into(settings::table).values(row).on_conflict_do_nothing());
    }
    let unchanged = settings::table.filter(settings::key.eq(new.key)).filter(settings::version.eq(read_version));
    affects_one!(conn, diesel::update(unchanged).set(values))
}

/// Writes down a change, in the transaction that makes it.
pub async fn add_change(conn: &mut Conn, change: &SettingChange) -> AppResult<()> {
    execute!(conn, diesel::insert_into(setting_changes::table).values(change))
}

/// The change that made a version of a setting.
pub async fn change(conn: &mut Conn, key: &str, version: i64) -> AppResult<Option<SettingChange>> {
    first!(
        conn,
        setting_changes::table
            .filter(setting_changes::key.eq(key))
            .filter(setting_changes::version.eq(version))
            .select(SettingChange::as_select())
    )
}

/// What every save is named, in order.
pub async fn all_saves(conn: &mut Conn) -> AppResult<Vec<String>> {
    rows!(conn, setting_changes::table.select(setting_changes::saved_as).distinct().order(setting_changes::saved_as))
}

/// The changes that were saved together under a name, in no order.
pub async fn changes_of_save(conn: &mut Conn, saved_as: &str) -> AppResult<Vec<SettingChange>> {
    rows!(
        conn,
        setting_changes::table.filter(setting_changes::saved_as.eq(saved_as)).select(SettingChange::as_select())
    )
}

/// The newest changes, newest first.
pub async fn newest_changes(conn: &mut Conn, limit: i64) -> AppResult<Vec<SettingChange>> {
    rows!(
        conn,
        setting_changes::table
            .order((setting_changes::changed_at.desc(), setting_changes::key))
            .limit(limit)
            .select(SettingChange::as_select())
    )
}
