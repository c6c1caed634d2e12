//! Unique codes and the counters they are numbered by.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use crate::{
    domain::unique_code::{CodePrefix, UniqueCode},
    server::{
        db::{
            Conn, affects_one, execute, first, one, rows,
            schema::{code_counters, unique_codes},
        },
        error::AppResult,
    },
};

/// Takes the next number of a prefix. On PostgreSQL the counter's row stays locked until the transaction ends,
/// so no number is lost when it fails: take it as late as possible.
pub async fn next_number(conn: &mut Conn, prefix: &CodePrefix) -> AppResult<i64> {
    one!(
        conn,
        diesel::insert_into(code_counters::table)
            .values((code_counters::prefix.eq(prefix.as_str()), code_counters::last_number.eq(1_i64)))
            .on_conflict(code_counters::prefix)
            .do_update()
            .set(code_counters::last_number.eq(code_counters::last_number + 1))
            .returning(code_counters::last_number)
    )
}

/// Lets a prefix be counted on beyond a number.
pub async fn raise_counter(conn: &mut Conn, prefix: &CodePrefix, number: i64) -> AppResult<()> {
    execute!(
        conn,
        diesel::insert_into(code_counters::table)
            .values((code_counters::prefix.eq(prefix.as_str()), code_counters::last_number.eq(number)))
            .on_conflict(code_counters::prefix)
            .do_nothing()
    )?;
    let behind = code_counters::table.find(prefix.as_str()).filter(code_counters::last_number.lt(number));
    execute!(conn, diesel::update(behind).set(code_counters::last_number.eq(number)))
}

/// Gives a person a code beside the primary one; `false` when that code exists already.
pub async fn insert_alias(conn: &mut Conn, code: &UniqueCode, person_id: i64, now: NaiveDateTime) -> AppResult<bool> {
    let row = (
        unique_codes::code.eq(code.as_str()),
        unique_codes::person_id.eq(person_id),
        unique_codes::is_primary.eq(false),
        unique_codes::created_at.eq(now),
    );
    affects_one!(
        conn,
        diesel::insert_into(unique_codes::table).values(row).on_conflict(unique_codes::code).do_nothing()
    )
}

/// Gives a person their primary code; `false` when that code exists already.
pub async fn insert_primary(conn: &mut Conn, code: &UniqueCode, person_id: i64, now: NaiveDateTime) -> AppResult<bool> {
    let row = (
        unique_codes::code.eq(code.as_str()),
        unique_codes::person_id.eq(person_id),
        unique_codes::is_primary.eq(true),
        unique_codes::created_at.eq(now),
    );
    affects_one!(
        conn,
        diesel::insert_into(unique_codes::table).values(row).on_conflict(unique_codes::code).do_nothing()
    )
}

/// The primary code of a person.
pub async fn primary_of_person(conn: &mut Conn, person_id: i64) -> AppResult<Option<String>> {
    first!(
        conn,
        unique_codes::table
            .filter(unique_codes::person_id.eq(person_id))
            .filter(unique_codes::is_primary.eq(true))
            .select(unique_codes::code)
    )
}

/// The person of this code, primary or alias; `None` for a code that was never issued or has no person any more.
pub async fn person_of(conn: &mut Conn, code: &str) -> AppResult<Option<i64>> {
    let person: Option<Option<i64>> = first!(conn, unique_codes::table.find(code).select(unique_codes::person_id))?;
    Ok(person.flatten())
}

/// Whether this code was ever issued.
pub async fn exists(conn: &mut Conn, code: &str) -> AppResult<bool> {
    one!(conn, diesel::select(diesel::dsl::exists(unique_codes::table.find(code))))
}

/// The people with these codes, primary or not; codes without a person are left out.
pub async fn people_of(conn: &mut Conn, codes: &[&str]) -> AppResult<Vec<(String, i64)>> {
    rows!(
        conn,
        unique_codes::table
            .filter(unique_codes::code.eq_any(codes))
            .filter(unique_codes::person_id.is_not_null())
            .select((unique_codes::code, unique_codes::person_id.assume_not_null()))
    )
}

/// A code of a person.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = unique_codes)]
#[diesel(check_for_backend(diesel::sqlite::Sqlite, diesel::pg::Pg))]
pub struct StoredCode {
    pub code: String,
    pub is_primary: bool,
    pub created_at: NaiveDateTime,
}

/// The codes of a person, the primary one first.
pub async fn of_person(conn: &mut Conn, person_id: i64) -> AppResult<Vec<StoredCode>> {
    rows!(
        conn,
        unique_codes::table
            .filter(unique_codes::person_id.eq(person_id))
            .order((unique_codes::is_primary.desc(), unique_codes::code))
            .select(StoredCode::as_select())
    )
}
