//! Searches of the table of people that administrators keep under a name.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use crate::{
    domain::access::Role,
    server::{
        db::{
            Conn, affects_one, first, one, rows,
            schema::{accounts, saved_filters},
        },
        error::AppResult,
    },
};

/// One to be stored.
#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = saved_filters)]
pub struct NewSavedFilter<'a> {
    pub account_id: i64,
    pub name: &'a str,
    pub shared: bool,
    pub filters: &'a str,
    pub created_at: NaiveDateTime,
}

/// A stored one.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = saved_filters)]
#[diesel(check_for_backend(diesel::sqlite::Sqlite, diesel::pg::Pg))]
pub struct SavedFilterRow {
    pub id: i64,
    pub account_id: i64,
    pub name: String,
    /// Whether all administrators see it.
    pub shared: bool,
    /// The query of an address, without private values.
    pub filters: String,
    pub created_at: NaiveDateTime,
}

/// Stores one and gives its id.
///
/// # Errors
/// A unique violation when the account has one of this name.
pub async fn insert(conn: &mut Conn, filter: &NewSavedFilter<'_>) -> AppResult<i64> {
    one!(conn, diesel::insert_into(saved_filters::table).values(filter).returning(saved_filters::id))
}

/// Those of an account, the oldest first.
pub async fn of_account(conn: &mut Conn, account_id: i64) -> AppResult<Vec<SavedFilterRow>> {
    rows!(
        conn,
        saved_filters::table
            .filter(saved_filters::account_id.eq(account_id))
            .order(saved_filters::id)
            .select(SavedFilterRow::as_select())
    )
}

/// The newest that other administrators share, with their addresses. Accounts that are no administrators' any more share
/// nothing.
pub async fn shared_by_others(
    conn: &mut Conn,
    account_id: i64,
    limit: i64,
) -> AppResult<Vec<(SavedFilterRow, String)>> {
    rows!(
        conn,
        saved_filters::table
            .inner_join(accounts::table)
            .filter(saved_filters::shared.eq(true))
            .filter(saved_filters::account_id.ne(account_id))
            .filter(accounts::role.eq(Role::Administrator.key()))
            .order(saved_filters::id.desc())
            .limit(limit)
            .select((SavedFilterRow::as_select(), accounts::email))
    )
}

/// One of an account.
pub async fn find(conn: &mut Conn, account_id: i64, id: i64) -> AppResult<Option<SavedFilterRow>> {
    first!(
        conn,
        saved_filters::table
            .find(id)
            .filter(saved_filters::account_id.eq(account_id))
            .select(SavedFilterRow::as_select())
    )
}

/// The one of an account that has a name.
pub async fn named(conn: &mut Conn, account_id: i64, name: &str) -> AppResult<Option<i64>> {
    first!(
        conn,
        saved_filters::table
            .filter(saved_filters::account_id.eq(account_id))
            .filter(saved_filters::name.eq(name))
            .select(saved_filters::id)
    )
}

/// How many an account has.
pub async fn count_of(conn: &mut Conn, account_id: i64) -> AppResult<i64> {
    one!(conn, saved_filters::table.filter(saved_filters::account_id.eq(account_id)).select(diesel::dsl::count_star()))
}

/// Gives one of an account another name, and shares it or not.
///
/// # Errors
/// A unique violation when the account has another one of this name.
pub async fn change(conn: &mut Conn, account_id: i64, id: i64, name: &str, shared: bool) -> AppResult<bool> {
    affects_one!(
        conn,
        diesel::update(saved_filters::table.find(id).filter(saved_filters::account_id.eq(account_id)))
            .set((saved_filters::name.eq(name), saved_filters::shared.eq(shared)))
    )
}

/// Deletes one of an account; `false` when it has none with this id.
pub async fn delete(conn: &mut Conn, account_id: i64, id: i64) -> AppResult<bool> {
    affects_one!(conn, diesel::delete(saved_filters::table.find(id).filter(saved_filters::account_id.eq(account_id))))
}
