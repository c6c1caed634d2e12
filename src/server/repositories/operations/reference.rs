//! Which reference data is loaded, and the bulk inserts that load it.

use std::collections::HashSet;

use chrono::NaiveDateTime;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use crate::server::{
    db::{
        Conn, execute, first, rows,
        schema::{cities, countries, reference_keys, reference_loads, talent_categories, talents},
    },
    error::AppResult,
};

/// A row of `countries`.
#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = countries)]
pub struct NewCountry {
    pub code: String,
    pub name_fr: String,
    pub name_en: String,
    pub name_ar: String,
    pub nationality_fr: String,
    pub african: bool,
    pub dial_code: String,
    pub currency: String,
}

/// A row of `cities`.
#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = cities)]
pub struct NewCity {
    pub country_code: String,
    pub name: String,
    pub name_normalised: String,
    pub code: Option<String>,
    pub latitude: f64,
    pub longitude: f64,
    pub population: i64,
    pub geonames_id: i64,
}

/// A row of `talent_categories`.
#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = talent_categories)]
pub struct NewTalentCategory {
    pub key: String,
    pub emoji: String,
    pub label_fr: String,
    pub label_en: String,
    pub label_ar: String,
    pub position: i64,
}

/// A row of `talents`.
#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = talents)]
pub struct NewTalent {
    pub category_id: i64,
    pub key: String,
    pub emoji: String,
    pub label_fr: String,
    pub label_en: String,
    pub label_ar: String,
    pub position: i64,
}

#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = reference_keys)]
struct NewKey {
    list: String,
    key: String,
}

/// Rows inserted by one statement: far below PostgreSQL's 65,535 parameters.
const BATCH: usize = 1_000;

/// SQLite has no batch insert that ignores conflicts in diesel, and each statement through the asynchronous wrapper
/// costs a change of thread (facts 2.1), so there all rows go in one blocking call.
macro_rules! insert_all {
    ($conn:expr, $table:expr, $rows:expr) => {{
        let rows = $rows;
        match $conn {
            Conn::Sqlite(c) => {
                c.spawn_blocking(move |c| {
                    for row in &rows {
                        diesel::RunQueryDsl::execute(diesel::insert_or_ignore_into($table).values(row), c)?;
                    }
                    Ok(())
                })
                .await?;
            }
            Conn::Postgres(c) => {
                for batch in rows.chunks(BATCH) {
                    diesel::insert_into($table).values(batch).on_conflict_do_nothing().execute(&mut **c).await?;
                }
            }
        }
        Ok(())
    }};
}

/// The hash of a list's content when it was last loaded.
pub async fn loaded_hash(conn: &mut Conn, list: &str) -> AppResult<Option<String>> {
    first!(conn, reference_loads::table.find(list).select(reference_loads::content_hash))
}

/// Notes that a list is loaded.
pub async fn mark_loaded(conn: &mut Conn, list: &str, hash: &str, now: NaiveDateTime) -> AppResult<()> {
    let row =
        (reference_loads::list.eq(list), reference_loads::content_hash.eq(hash), reference_loads::loaded_at.eq(now));
    execute!(
        conn,
        diesel::insert_into(reference_loads::table)
            .values(row)
            .on_conflict(reference_loads::list)
            .do_update()
            .set((reference_loads::content_hash.eq(hash), reference_loads::loaded_at.eq(now)))
    )
}

/// Every key of a list that was ever loaded, removed ones included.
pub async fn known_keys(conn: &mut Conn, list: &str) -> AppResult<HashSet<String>> {
    let keys: Vec<String> =
        rows!(conn, reference_keys::table.filter(reference_keys::list.eq(list)).select(reference_keys::key))?;
    Ok(keys.into_iter().collect())
}

/// Stores keys as loaded.
pub async fn remember_keys(conn: &mut Conn, list: &str, keys: Vec<String>) -> AppResult<()> {
    let rows: Vec<_> = keys.into_iter().map(|key| NewKey { list: list.to_owned(), key }).collect();
    insert_all!(conn, reference_keys::table, rows)
}

/// Adds countries that are not there.
pub async fn insert_countries(conn: &mut Conn, rows: Vec<NewCountry>) -> AppResult<()> {
    insert_all!(conn, countries::table, rows)
}

/// Adds cities that are not there.
pub async fn insert_cities(conn: &mut Conn, rows: Vec<NewCity>) -> AppResult<()> {
    insert_all!(conn, cities::table, rows)
}

/// Every city's id, name and normalised name.
pub async fn city_names(conn: &mut Conn) -> AppResult<Vec<(i64, String, String)>> {
    rows!(conn, cities::table.select((cities::id, cities::name, cities::name_normalised)))
}

/// Stores the normalised name of a city.
pub async fn set_normalised_name(conn: &mut Conn, city_id: i64, normalised: &str) -> AppResult<()> {
    execute!(conn, diesel::update(cities::table.find(city_id)).set(cities::name_normalised.eq(normalised)))
}

/// Adds categories that are not there.
pub async fn insert_talent_categories(conn: &mut Conn, rows: Vec<NewTalentCategory>) -> AppResult<()> {
    insert_all!(conn, talent_categories::table, rows)
}

/// Adds talents that are not there.
pub async fn insert_talents(conn: &mut Conn, rows: Vec<NewTalent>) -> AppResult<()> {
    insert_all!(conn, talents::table, rows)
}

/// Ids of the talent categories by key.
pub async fn category_ids(conn: &mut Conn) -> AppResult<std::collections::HashMap<String, i64>> {
    let rows: Vec<(String, i64)> =
        rows!(conn, talent_categories::table.select((talent_categories::key, talent_categories::id)))?;
    Ok(rows.into_iter().collect())
}
