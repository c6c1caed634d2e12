//! The second factor of accounts: the secret of an app that makes codes, and codes for when it is lost.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use crate::server::{
    db::{
        Conn, affects_one, execute, first, one, rows,
        schema::{recovery_codes, two_factors},
    },
    error::AppResult,
};

/// A second factor to be stored; it counts once it is confirmed.
#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = two_factors)]
pub struct NewTwoFactor<'a> {
    pub account_id: i64,
    pub secret_encrypted: &'a [u8],
    pub created_at: NaiveDateTime,
}

/// The second factor of an account.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = two_factors)]
#[diesel(check_for_backend(diesel::sqlite::Sqlite, diesel::pg::Pg))]
pub struct TwoFactor {
    pub id: i64,
    pub secret_encrypted: Vec<u8>,
    /// `None` while no code of the app was typed.
    pub confirmed_at: Option<NaiveDateTime>,
}

/// The second factor of an account, confirmed or not.
pub async fn of_account(conn: &mut Conn, account_id: i64) -> AppResult<Option<TwoFactor>> {
    first!(conn, two_factors::table.filter(two_factors::account_id.eq(account_id)).select(TwoFactor::as_select()))
}

/// Stores a second factor of an account that has none.
pub async fn insert(conn: &mut Conn, new: &NewTwoFactor<'_>) -> AppResult<()> {
    execute!(conn, diesel::insert_into(two_factors::table).values(new))
}

/// Lets a second factor count from now on.
pub async fn confirm(conn: &mut Conn, id: i64, now: NaiveDateTime) -> AppResult<()> {
    execute!(conn, diesel::update(two_factors::table.find(id)).set(two_factors::confirmed_at.eq(now)))
}

/// Uses up a time step and those before it; `false` when it was used already.
pub async fn use_step(conn: &mut Conn, id: i64, step: i64) -> AppResult<bool> {
    affects_one!(
        conn,
        diesel::update(two_factors::table.filter(two_factors::id.eq(id)).filter(two_factors::last_step.lt(step)))
            .set(two_factors::last_step.eq(step))
    )
}

/// Removes the second factor of an account with its recovery codes; `false` when there is none.
pub async fn delete(conn: &mut Conn, account_id: i64) -> AppResult<bool> {
    execute!(conn, diesel::delete(recovery_codes::table.filter(recovery_codes::account_id.eq(account_id))))?;
    affects_one!(conn, diesel::delete(two_factors::table.filter(two_factors::account_id.eq(account_id))))
}

/// Stores the hash of a recovery code.
pub async fn add_code(conn: &mut Conn, account_id: i64, code_hash: &[u8]) -> AppResult<()> {
    execute!(
        conn,
        diesel::insert_into(recovery_codes::table)
            .values((recovery_codes::account_id.eq(account_id), recovery_codes::code_hash.eq(code_hash)))
    )
}

/// Uses a recovery code up; `false` when the account has none such.
pub async fn use_code(conn: &mut Conn, account_id: i64, code_hash: &[u8]) -> AppResult<bool> {
    affects_one!(
        conn,
        diesel::delete(
            recovery_codes::table
                .filter(recovery_codes::account_id.eq(account_id))
                .filter(recovery_codes::code_hash.eq(code_hash))
        )
    )
}

/// How many recovery codes an account has left.
pub async fn codes_left(conn: &mut Conn, account_id: i64) -> AppResult<i64> {
    one!(conn, recovery_codes::table.filter(recovery_codes::account_id.eq(account_id)).count())
}

/// The accounts with a confirmed second factor, for the list of administrators.
pub async fn confirmed_among(conn: &mut Conn, accounts: &[i64]) -> AppResult<Vec<i64>> {
    rows!(
        conn,
        two_factors::table
            .filter(two_factors::account_id.eq_any(accounts))
            .filter(two_factors::confirmed_at.is_not_null())
            .select(two_factors::account_id)
    )
}
