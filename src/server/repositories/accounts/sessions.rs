//! Sessions of accounts.

use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;

use crate::server::{
    db::{
        Conn, affected, affects_one, execute, first, one, rows,
        schema::{accounts, people, sessions, two_factors},
    },
    error::AppResult,
};

/// A session that counts, with what requests need of its account.
#[derive(Queryable)]
pub struct LiveSession {
    pub id: i64,
    pub remember: bool,
    pub created_at: NaiveDateTime,
    pub last_seen_at: NaiveDateTime,
    pub account_id: i64,
    pub role: String,
    pub language: String,
    pub email_confirmed_at: Option<NaiveDateTime>,
    /// The last day, in UTC, on which the account was used.
    pub last_seen_on: Option<NaiveDate>,
    pub person_id: Option<i64>,
    /// When the second factor of the account was confirmed, if it has one.
    pub second_factor_since: Option<NaiveDateTime>,
}

/// A session to be stored.
#[derive(Insertable)]
#[diesel(table_name = sessions)]
pub struct NewSession<'a> {
    pub account_id: i64,
    pub token_hash: &'a [u8],
    pub remember: bool,
    pub user_agent: &'a str,
    pub network: &'a str,
    pub created_at: NaiveDateTime,
    pub last_seen_at: NaiveDateTime,
    pub expires_at: NaiveDateTime,
    pub authenticated_at: NaiveDateTime,
}

/// The session of a token, unless it has expired or its account is suspended.
pub async fn find_live(conn: &mut Conn, token_hash: &[u8], now: NaiveDateTime) -> AppResult<Option<LiveSession>> {
    first!(
        conn,
        sessions::table
            .inner_join(accounts::table)
            .left_join(people::table.on(people::account_id.eq(accounts::id)))
            .left_join(two_factors::table.on(two_factors::account_id.eq(accounts::id)))
            .filter(sessions::token_hash.eq(token_hash))
            .filter(sessions::expires_at.gt(now))
            .filter(accounts::state.eq("active"))
            .select((
                sessions::id,
                sessions::remember,
                sessions::created_at,
                sessions::last_seen_at,
                accounts::id,
                accounts::role,
                accounts::language,
                accounts::email_confirmed_at,
                accounts::last_seen_on,
                people::id.nullable(),
                two_factors::confirmed_at.nullable(),
            ))
    )
}

/// Stores a session.
pub async fn insert(conn: &mut Conn, session: &NewSession<'_>) -> AppResult<()> {
    execute!(conn, diesel::insert_into(sessions::table).values(session))
}

/// Writes down that a session was used and how long it lives from now on.
pub async fn seen(conn: &mut Conn, id: i64, now: NaiveDateTime, expires_at: NaiveDateTime) -> AppResult<()> {
    execute!(
        conn,
        diesel::update(sessions::table.find(id))
            .set((sessions::last_seen_at.eq(now), sessions::expires_at.eq(expires_at)))
    )
}

/// The sessions of an account that count, the last used first.
pub async fn of_account(conn: &mut Conn, account_id: i64, now: NaiveDateTime) -> AppResult<Vec<StoredSession>> {
    rows!(
        conn,
        sessions::table
            .filter(sessions::account_id.eq(account_id))
            .filter(sessions::expires_at.gt(now))
            .order((sessions::last_seen_at.desc(), sessions::id.desc()))
            .select(StoredSession::as_select())
    )
}

/// When the password was last given in a session.
pub async fn authenticated_at(conn: &mut Conn, id: i64) -> AppResult<Option<NaiveDateTime>> {
    first!(conn, sessions::table.find(id).select(sessions::authenticated_at))
}

/// Whether an account has this session.
pub async fn is_of_account(conn: &mut Conn, id: i64, account_id: i64) -> AppResult<bool> {
    let session = sessions::table.find(id).filter(sessions::account_id.eq(account_id));
    one!(conn, diesel::select(diesel::dsl::exists(session)))
}

/// Writes down that the password was given again.
pub async fn authenticated(conn: &mut Conn, id: i64, now: NaiveDateTime) -> AppResult<()> {
    execute!(conn, diesel::update(sessions::table.find(id)).set(sessions::authenticated_at.eq(now)))
}

/// Ends one session of an account; `false` when it has no such session.
pub async fn delete_one(conn: &mut Conn, account_id: i64, id: i64) -> AppResult<bool> {
    affects_one!(conn, diesel::delete(sessions::table.find(id).filter(sessions::account_id.eq(account_id))))
}

/// Ends every session of an account but one; devices that signed in before are unknown from now on.
pub async fn delete_others(conn: &mut Conn, account_id: i64, kept: i64) -> AppResult<()> {
    forget_devices(conn, account_id).await?;
    execute!(
        conn,
        diesel::delete(sessions::table.filter(sessions::account_id.eq(account_id)).filter(sessions::id.ne(kept)))
    )
}

/// Ends the sessions of an account but the `kept` last used ones.
pub async fn delete_all_but(conn: &mut Conn, account_id: i64, kept: i64) -> AppResult<()> {
    let ended: Vec<i64> = rows!(
        conn,
        sessions::table
            .filter(sessions::account_id.eq(account_id))
            .order((sessions::last_seen_at.desc(), sessions::id.desc()))
            .select(sessions::id)
            .limit(MOST_ENDED_AT_ONCE)
            .offset(kept)
    )?;
    if ended.is_empty() {
        return Ok(());
    }
    execute!(conn, diesel::delete(sessions::table.filter(sessions::id.eq_any(ended))))
}

/// SQLite takes no offset without a limit; more sessions than this are ended by the next ones.
const MOST_ENDED_AT_ONCE: i64 = 1000;

/// Gives a session another token and answers whether it is a remembered one; `None` when it has ended.
pub async fn set_token(conn: &mut Conn, id: i64, token_hash: &[u8]) -> AppResult<Option<bool>> {
    let remembered: Vec<bool> = rows!(
        conn,
        diesel::update(sessions::table.find(id)).set(sessions::token_hash.eq(token_hash)).returning(sessions::remember)
    )?;
    Ok(remembered.into_iter().next())
}

/// Ends one session.
pub async fn delete(conn: &mut Conn, id: i64) -> AppResult<()> {
    execute!(conn, diesel::delete(sessions::table.find(id)))
}

/// Ends every session of an account; devices that signed in before are unknown from now on.
pub async fn delete_of_account(conn: &mut Conn, account_id: i64) -> AppResult<()> {
    forget_devices(conn, account_id).await?;
    execute!(conn, diesel::delete(sessions::table.filter(sessions::account_id.eq(account_id))))
}

async fn forget_devices(conn: &mut Conn, account_id: i64) -> AppResult<()> {
    let next = accounts::device_generation.eq(accounts::device_generation + 1);
    execute!(conn, diesel::update(accounts::table.find(account_id)).set(next))
}

/// Removes what has expired.
pub async fn delete_expired(conn: &mut Conn, now: NaiveDateTime) -> AppResult<usize> {
    affected!(conn, diesel::delete(sessions::table.filter(sessions::expires_at.le(now))))
}

/// A session, whether it still counts or not.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = sessions)]
#[diesel(check_for_backend(diesel::sqlite::Sqlite, diesel::pg::Pg))]
pub struct StoredSession {
    pub id: i64,
    pub remember: bool,
    pub user_agent: String,
    pub network: String,
    pub created_at: NaiveDateTime,
    pub last_seen_at: NaiveDateTime,
    pub expires_at: NaiveDateTime,
    pub authenticated_at: NaiveDateTime,
}

/// Every session of an account, the expired ones too, oldest first.
pub async fn all_of_account(conn: &mut Conn, account_id: i64) -> AppResult<Vec<StoredSession>> {
    rows!(
        conn,
        sessions::table
            .filter(sessions::account_id.eq(account_id))
            .order(sessions::id)
            .select(StoredSession::as_select())
    )
}
