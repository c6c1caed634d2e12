//! Addresses of other programs that are told of events.

use chrono::NaiveDateTime;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use crate::server::{
    db::{Conn, affects_one, first, one, rows, schema::webhooks},
    error::AppResult,
};

/// One to be stored.
#[derive(Insertable)]
#[diesel(table_name = webhooks)]
pub struct NewWebhook<'a> {
    pub account_id: Option<i64>,
    pub address: &'a str,
    /// Keys of events, separated by commas.
    pub events: &'a str,
    pub secret_encrypted: &'a [u8],
    pub active: bool,
    pub created_at: NaiveDateTime,
}

/// A stored one.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = webhooks)]
#[diesel(check_for_backend(diesel::sqlite::Sqlite, diesel::pg::Pg))]
pub struct WebhookRow {
    pub id: i64,
    /// The administrator who added it, unless the account is gone.
    pub account_id: Option<i64>,
    pub address: String,
    /// Keys of events, separated by commas.
    pub events: String,
    pub secret_encrypted: Vec<u8>,
    pub active: bool,
    pub created_at: NaiveDateTime,
}

/// Stores one and gives its id.
pub async fn insert(conn: &mut Conn, webhook: &NewWebhook<'_>) -> AppResult<i64> {
    one!(conn, diesel::insert_into(webhooks::table).values(webhook).returning(webhooks::id))
}

/// All of them, the oldest first.
pub async fn all(conn: &mut Conn) -> AppResult<Vec<WebhookRow>> {
    rows!(conn, webhooks::table.order(webhooks::id).select(WebhookRow::as_select()))
}

/// Those that are switched on, with their events; none is deleted until the transaction ends, which may tell them something.
pub async fn lock_active(conn: &mut Conn) -> AppResult<Vec<(i64, String)>> {
    let active =
        webhooks::table.filter(webhooks::active.eq(true)).order(webhooks::id).select((webhooks::id, webhooks::events));
    Ok(match conn {
        // The transaction is the only writer already.
        Conn::Sqlite(c) => active.load(&mut **c).await?,
        Conn::Postgres(c) => active.for_key_share().load(&mut **c).await?,
    })
}

/// One of them.
pub async fn find(conn: &mut Conn, id: i64) -> AppResult<Option<WebhookRow>> {
    first!(conn, webhooks::table.find(id).select(WebhookRow::as_select()))
}

/// How many there are.
pub async fn count(conn: &mut Conn) -> AppResult<i64> {
    one!(conn, webhooks::table.count())
}

/// Puts another secret in the place of the one it had; `false` when there is no such webhook.
pub async fn set_secret(conn: &mut Conn, id: i64, encrypted: &[u8]) -> AppResult<bool> {
    affects_one!(conn, diesel::update(webhooks::table.find(id)).set(webhooks::secret_encrypted.eq(encrypted)))
}

/// Switches one on or off; `false` when it is so already, or is not there.
pub async fn set_active(conn: &mut Conn, id: i64, active: bool) -> AppResult<bool> {
    affects_one!(
        conn,
        diesel::update(webhooks::table.find(id).filter(webhooks::active.ne(active))).set(webhooks::active.eq(active))
    )
}

/// Deletes one with its deliveries; `false` when there is none.
pub async fn delete(conn: &mut Conn, id: i64) -> AppResult<bool> {
    affects_one!(conn, diesel::delete(webhooks::table.find(id)))
}
