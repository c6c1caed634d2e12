//! Links that work once.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use crate::server::{
    db::{Conn, affected, affects_one, execute, first, one, rows, schema::one_time_links},
    error::AppResult,
};

/// A link to be stored.
#[derive(Insertable)]
#[diesel(table_name = one_time_links)]
pub struct NewLink<'a> {
    pub purpose: &'a str,
    pub token_hash: &'a [u8],
    pub account_id: Option<i64>,
    pub created_at: NaiveDateTime,
    pub expires_at: NaiveDateTime,
    pub payload_encrypted: Option<&'a [u8]>,
}

/// A stored link, whether it still works or not.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = one_time_links)]
#[diesel(check_for_backend(diesel::sqlite::Sqlite, diesel::pg::Pg))]
pub struct OneTimeLink {
    pub id: i64,
    pub purpose: String,
    pub account_id: Option<i64>,
    pub expires_at: NaiveDateTime,
    pub used_at: Option<NaiveDateTime>,
    pub payload_encrypted: Option<Vec<u8>>,
}

impl OneTimeLink {
    /// Whether the link still works.
    #[must_use]
    pub fn is_open(&self, now: NaiveDateTime) -> bool {
        self.used_at.is_none() && self.expires_at > now
    }
}

/// Stores a link.
pub async fn insert(conn: &mut Conn, link: &NewLink<'_>) -> AppResult<()> {
    execute!(conn, diesel::insert_into(one_time_links::table).values(link))
}

/// Whether a link can still be used.
pub async fn is_open(conn: &mut Conn, purpose: &str, token_hash: &[u8], now: NaiveDateTime) -> AppResult<bool> {
    one!(
        conn,
        diesel::select(diesel::dsl::exists(
            one_time_links::table
                .filter(one_time_links::purpose.eq(purpose))
                .filter(one_time_links::token_hash.eq(token_hash))
                .filter(one_time_links::expires_at.gt(now))
                .filter(one_time_links::used_at.is_null())
        ))
    )
}

/// The link of a token, if it has one of these purposes.
pub async fn find(conn: &mut Conn, purposes: &[&str], token_hash: &[u8]) -> AppResult<Option<OneTimeLink>> {
    first!(
        conn,
        one_time_links::table
            .filter(one_time_links::purpose.eq_any(purposes))
            .filter(one_time_links::token_hash.eq(token_hash))
            .select(OneTimeLink::as_select())
    )
}

/// Uses a link up; `false` when it was used already or has expired.
pub async fn use_up(conn: &mut Conn, purpose: &str, token_hash: &[u8], now: NaiveDateTime) -> AppResult<bool> {
    affects_one!(
        conn,
        diesel::update(
            one_time_links::table
                .filter(one_time_links::purpose.eq(purpose))
                .filter(one_time_links::token_hash.eq(token_hash))
                .filter(one_time_links::expires_at.gt(now))
                .filter(one_time_links::used_at.is_null())
        )
        .set(one_time_links::used_at.eq(now))
    )
}

/// Removes every link of a purpose: a newer one replaces it.
pub async fn delete_of_purpose(conn: &mut Conn, purpose: &str) -> AppResult<()> {
    execute!(conn, diesel::delete(one_time_links::table.filter(one_time_links::purpose.eq(purpose))))
}

/// Removes the unused links of an account that have one of these purposes.
pub async fn delete_of_account(conn: &mut Conn, account_id: i64, purposes: &[&str]) -> AppResult<()> {
    execute!(
        conn,
        diesel::delete(
            one_time_links::table
                .filter(one_time_links::account_id.eq(account_id))
                .filter(one_time_links::purpose.eq_any(purposes))
                .filter(one_time_links::used_at.is_null())
        )
    )
}

/// Removes every link of an account, used or not.
pub async fn delete_every(conn: &mut Conn, account_id: i64) -> AppResult<()> {
    execute!(conn, diesel::delete(one_time_links::table.filter(one_time_links::account_id.eq(account_id))))
}

/// Removes the unused links of an account and purpose that were made after one.
pub async fn delete_newer(conn: &mut Conn, account_id: i64, purpose: &str, id: i64) -> AppResult<()> {
    execute!(
        conn,
        diesel::delete(
            one_time_links::table
                .filter(one_time_links::account_id.eq(account_id))
                .filter(one_time_links::purpose.eq(purpose))
                .filter(one_time_links::used_at.is_null())
                .filter(one_time_links::id.gt(id))
        )
    )
}

/// Lets the open links of an account and purpose live until a moment.
pub async fn prolong(
    conn: &mut Conn,
    account_id: i64,
    purpose: &str,
    now: NaiveDateTime,
    until: NaiveDateTime,
) -> AppResult<()> {
    execute!(
        conn,
        diesel::update(
            one_time_links::table
                .filter(one_time_links::account_id.eq(account_id))
                .filter(one_time_links::purpose.eq(purpose))
                .filter(one_time_links::expires_at.gt(now))
                .filter(one_time_links::used_at.is_null())
        )
        .set(one_time_links::expires_at.eq(until))
    )
}

/// Removes what has expired.
pub async fn delete_expired(conn: &mut Conn, now: NaiveDateTime) -> AppResult<usize> {
    affected!(conn, diesel::delete(one_time_links::table.filter(one_time_links::expires_at.le(now))))
}

/// A link that was sent.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = one_time_links)]
#[diesel(check_for_backend(diesel::sqlite::Sqlite, diesel::pg::Pg))]
pub struct SentLink {
    pub purpose: String,
    /// The address an e-mail link is about.
    pub payload_encrypted: Option<Vec<u8>>,
    pub created_at: NaiveDateTime,
    pub expires_at: NaiveDateTime,
    pub used_at: Option<NaiveDateTime>,
}

/// The links sent to an account, oldest first.
pub async fn of_account(conn: &mut Conn, account_id: i64) -> AppResult<Vec<SentLink>> {
    rows!(
        conn,
        one_time_links::table
            .filter(one_time_links::account_id.eq(account_id))
            .order(one_time_links::id)
            .select(SentLink::as_select())
    )
}
