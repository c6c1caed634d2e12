//! Personal access tokens.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use crate::server::{
    db::{
        Conn, affected, affects_one, execute, first, one, rows,
        schema::{accounts, api_tokens, people, two_factors},
    },
    error::AppResult,
};

/// A token that works, with what requests need of its account.
#[derive(Queryable)]
pub struct LiveToken {
    pub id: i64,
    pub scopes: String,
    pub last_used_at: Option<NaiveDateTime>,
    pub account_id: i64,
    pub role: String,
    pub email_confirmed_at: Option<NaiveDateTime>,
    pub person_id: Option<i64>,
    /// When the second factor of the account was confirmed, if it has one.
    pub second_factor_since: Option<NaiveDateTime>,
}

/// A token to be stored.
#[derive(Insertable)]
#[diesel(table_name = api_tokens)]
pub struct NewApiToken<'a> {
    pub account_id: i64,
    pub token_hash: &'a [u8],
    pub name: &'a str,
    pub scopes: &'a str,
    pub created_at: NaiveDateTime,
    pub expires_at: NaiveDateTime,
}

/// A token, whether it works or not.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = api_tokens)]
#[diesel(check_for_backend(diesel::sqlite::Sqlite, diesel::pg::Pg))]
pub struct StoredApiToken {
    pub id: i64,
    pub account_id: i64,
    pub name: String,
    pub scopes: String,
    pub created_at: NaiveDateTime,
    pub expires_at: NaiveDateTime,
    pub last_used_at: Option<NaiveDateTime>,
    pub revoked_at: Option<NaiveDateTime>,
}

/// The token of a hash, unless it has expired, was revoked or its account is suspended.
pub async fn find_live(conn: &mut Conn, token_hash: &[u8], now: NaiveDateTime) -> AppResult<Option<LiveToken>> {
    first!(
        conn,
        api_tokens::table
            .inner_join(accounts::table)
            .left_join(people::table.on(people::account_id.eq(accounts::id)))
            .left_join(two_factors::table.on(two_factors::account_id.eq(accounts::id)))
            .filter(api_tokens::token_hash.eq(token_hash))
            .filter(api_tokens::expires_at.gt(now))
            .filter(api_tokens::revoked_at.is_null())
            .filter(accounts::state.eq("active"))
            .select((
                api_tokens::id,
                api_tokens::scopes,
                api_tokens::last_used_at,
                accounts::id,
                accounts::role,
                accounts::email_confirmed_at,
                people::id.nullable(),
                two_factors::confirmed_at.nullable(),
            ))
    )
}

/// Stores a token and gives its id.
pub async fn insert(conn: &mut Conn, token: &NewApiToken<'_>) -> AppResult<i64> {
    one!(conn, diesel::insert_into(api_tokens::table).values(token).returning(api_tokens::id))
}

/// Writes down that a token was used.
pub async fn used(conn: &mut Conn, id: i64, now: NaiveDateTime) -> AppResult<()> {
    execute!(conn, diesel::update(api_tokens::table.find(id)).set(api_tokens::last_used_at.eq(now)))
}

/// The tokens of an account, the newest first.
pub async fn of_account(conn: &mut Conn, account_id: i64) -> AppResult<Vec<StoredApiToken>> {
    rows!(
        conn,
        api_tokens::table
            .filter(api_tokens::account_id.eq(account_id))
            .order(api_tokens::id.desc())
            .select(StoredApiToken::as_select())
    )
}

/// The newest tokens of all accounts, with the addresses of their accounts.
pub async fn newest(conn: &mut Conn, limit: i64) -> AppResult<Vec<(StoredApiToken, String)>> {
    rows!(
        conn,
        api_tokens::table
            .inner_join(accounts::table)
            .order(api_tokens::id.desc())
            .limit(limit)
            .select((StoredApiToken::as_select(), accounts::email))
    )
}

/// The account of a token.
pub async fn account_of(conn: &mut Conn, id: i64) -> AppResult<Option<i64>> {
    first!(conn, api_tokens::table.find(id).select(api_tokens::account_id))
}

/// Revokes a token of an account; `false` when it has no such token, or it was revoked already.
pub async fn revoke(conn: &mut Conn, account_id: i64, id: i64, now: NaiveDateTime) -> AppResult<bool> {
    let working = api_tokens::table
        .find(id)
        .filter(api_tokens::account_id.eq(account_id))
        .filter(api_tokens::revoked_at.is_null());
    affects_one!(conn, diesel::update(working).set(api_tokens::revoked_at.eq(now)))
}

/// Removes every token of an account: another password or role, or a suspension, ends what was open before.
pub async fn delete_of_account(conn: &mut Conn, account_id: i64) -> AppResult<()> {
    execute!(conn, diesel::delete(api_tokens::table.filter(api_tokens::account_id.eq(account_id))))
}

/// Removes what expired, or was revoked, before a moment.
pub async fn delete_ended_before(conn: &mut Conn, moment: NaiveDateTime) -> AppResult<usize> {
    let ended = api_tokens::expires_at
        .lt(moment)
        .or(api_tokens::revoked_at.assume_not_null().lt(moment).and(api_tokens::revoked_at.is_not_null()));
    affected!(conn, diesel::delete(api_tokens::table.filter(ended)))
}
