//! Requests of the REST API that must not be done twice.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use crate::server::{
    db::{Conn, affected, affects_one, execute, first, schema::idempotency_keys},
    error::AppResult,
};

/// A request that was begun.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = idempotency_keys)]
#[diesel(check_for_backend(diesel::sqlite::Sqlite, diesel::pg::Pg))]
pub struct BegunRequest {
    pub id: i64,
    pub request_hash: Vec<u8>,
    /// The status of its answer, once there is one.
    pub status: Option<i64>,
    pub body: Option<String>,
    pub created_at: NaiveDateTime,
}

/// A request to be stored.
#[derive(Insertable)]
#[diesel(table_name = idempotency_keys)]
pub struct NewBegunRequest<'a> {
    pub account_id: i64,
    pub key_hash: &'a [u8],
    pub request_hash: &'a [u8],
    pub created_at: NaiveDateTime,
}

/// Stores a request, unless the account has one under this key.
pub async fn begin(conn: &mut Conn, request: &NewBegunRequest<'_>) -> AppResult<bool> {
    affects_one!(conn, diesel::insert_into(idempotency_keys::table).values(request).on_conflict_do_nothing())
}

/// The request of an account under a key.
pub async fn find(conn: &mut Conn, account_id: i64, key_hash: &[u8]) -> AppResult<Option<BegunRequest>> {
    first!(
        conn,
        idempotency_keys::table
            .filter(idempotency_keys::account_id.eq(account_id))
            .filter(idempotency_keys::key_hash.eq(key_hash))
            .select(BegunRequest::as_select())
    )
}

/// Stores the answer to a request.
pub async fn answered(conn: &mut Conn, account_id: i64, key_hash: &[u8], status: i64, body: &str) -> AppResult<()> {
    let request = idempotency_keys::table
        .filter(idempotency_keys::account_id.eq(account_id))
        .filter(idempotency_keys::key_hash.eq(key_hash));
    execute!(conn, diesel::update(request).set((idempotency_keys::status.eq(status), idempotency_keys::body.eq(body))))
}

/// Forgets a request: it may be sent again.
pub async fn forget(conn: &mut Conn, account_id: i64, key_hash: &[u8]) -> AppResult<()> {
    let request = idempotency_keys::table
        .filter(idempotency_keys::account_id.eq(account_id))
        .filter(idempotency_keys::key_hash.eq(key_hash));
    execute!(conn, diesel::delete(request))
}

/// Forgets what was begun before a moment.
pub async fn delete_begun_before(conn: &mut Conn, moment: NaiveDateTime) -> AppResult<usize> {
    affected!(conn, diesel::delete(idempotency_keys::table.filter(idempotency_keys::created_at.lt(moment))))
}
