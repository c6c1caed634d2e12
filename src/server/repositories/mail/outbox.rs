//! Mails: waiting, sent, expired, failed.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use crate::{
    domain::search::cursor::Cursor,
    server::{
        db::{Conn, affected, affects_one, execute, first, one, rows, schema::outbox_mails},
        error::AppResult,
        repositories::paged::read_page,
    },
};

/// A mail to be stored; it waits.
#[derive(Insertable)]
#[diesel(table_name = outbox_mails)]
pub struct NewMail<'a> {
    pub account_id: Option<i64>,
    pub kind: &'a str,
    pub language: &'a str,
    pub message_id: &'a str,
    pub recipient_encrypted: &'a [u8],
    pub content_encrypted: &'a [u8],
    pub state: &'a str,
    pub created_at: NaiveDateTime,
    pub expires_at: Option<NaiveDateTime>,
}

/// A stored mail.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = outbox_mails)]
#[diesel(check_for_backend(diesel::sqlite::Sqlite, diesel::pg::Pg))]
pub struct StoredMail {
    pub id: i64,
    pub account_id: Option<i64>,
    pub kind: String,
    pub language: String,
    /// The same at every attempt, so that duplicates can be recognised.
    pub message_id: String,
    pub recipient_encrypted: Vec<u8>,
    pub content_encrypted: Vec<u8>,
    pub state: String,
    pub last_error: Option<String>,
    pub created_at: NaiveDateTime,
    pub expires_at: Option<NaiveDateTime>,
    pub sent_at: Option<NaiveDateTime>,
}

/// Stores a mail and gives its id.
pub async fn insert(conn: &mut Conn, mail: &NewMail<'_>) -> AppResult<i64> {
    one!(conn, diesel::insert_into(outbox_mails::table).values(mail).returning(outbox_mails::id))
}

/// One mail.
pub async fn find(conn: &mut Conn, id: i64) -> AppResult<Option<StoredMail>> {
    first!(conn, outbox_mails::table.find(id).select(StoredMail::as_select()))
}

/// The newest mails, newest first.
pub async fn newest(conn: &mut Conn, limit: i64) -> AppResult<Vec<StoredMail>> {
    rows!(conn, outbox_mails::table.order(outbox_mails::id.desc()).limit(limit).select(StoredMail::as_select()))
}

/// Which mails are wanted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MailFilter {
    pub kind: Option<String>,
    pub state: Option<String>,
    pub account_id: Option<i64>,
    /// When they were written: UTC, included.
    pub from: Option<NaiveDateTime>,
    /// UTC, not included any more.
    pub until: Option<NaiveDateTime>,
}

/// Mails from a cursor on.
pub async fn page(
    conn: &mut Conn,
    filter: &MailFilter,
    cursor: Option<Cursor>,
    limit: i64,
) -> AppResult<Vec<StoredMail>> {
    read_page!(conn, outbox_mails => StoredMail, cursor, limit, |query| {
        if let Some(kind) = &filter.kind {
            query = query.filter(outbox_mails::kind.eq(kind));
        }
        if let Some(state) = &filter.state {
            query = query.filter(outbox_mails::state.eq(state));
        }
        if let Some(id) = filter.account_id {
            query = query.filter(outbox_mails::account_id.eq(id));
        }
        if let Some(from) = filter.from {
            query = query.filter(outbox_mails::created_at.ge(from));
        }
        if let Some(until) = filter.until {
            query = query.filter(outbox_mails::created_at.lt(until));
        }
    })
}

/// Every mail written to an account, oldest first.
pub async fn of_account(conn: &mut Conn, account_id: i64) -> AppResult<Vec<StoredMail>> {
    rows!(
        conn,
        outbox_mails::table
            .filter(outbox_mails::account_id.eq(account_id))
            .order(outbox_mails::id)
            .select(StoredMail::as_select())
    )
}

/// The mails that the provider refused, oldest first.
pub async fn failed(conn: &mut Conn) -> AppResult<Vec<StoredMail>> {
    rows!(
        conn,
        outbox_mails::table
            .filter(outbox_mails::state.eq("failed"))
            .order(outbox_mails::id)
            .select(StoredMail::as_select())
    )
}

/// A mail that the provider refused, without what it says.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = outbox_mails)]
#[diesel(check_for_backend(diesel::sqlite::Sqlite, diesel::pg::Pg))]
pub struct RefusedMail {
    pub id: i64,
    pub account_id: Option<i64>,
    pub kind: String,
    pub last_error: Option<String>,
}

/// How many mails there are, by state.
pub async fn count_by_state(conn: &mut Conn) -> AppResult<Vec<(String, i64)>> {
    rows!(
        conn,
        outbox_mails::table.group_by(outbox_mails::state).select((outbox_mails::state, diesel::dsl::count_star()))
    )
}

/// When the oldest mail was written that waits.
pub async fn oldest_waiting(conn: &mut Conn) -> AppResult<Option<NaiveDateTime>> {
    one!(
        conn,
        outbox_mails::table
            .filter(outbox_mails::state.eq("waiting"))
            .select(diesel::dsl::min(outbox_mails::created_at))
    )
}

/// How many mails the provider refused.
pub async fn count_refused(conn: &mut Conn) -> AppResult<i64> {
    one!(conn, outbox_mails::table.filter(outbox_mails::state.eq("failed")).count())
}

/// The newest mails that the provider refused, newest first.
pub async fn newest_refused(conn: &mut Conn, limit: i64) -> AppResult<Vec<RefusedMail>> {
    rows!(
        conn,
        outbox_mails::table
            .filter(outbox_mails::state.eq("failed"))
            .order(outbox_mails::id.desc())
            .limit(limit)
            .select(RefusedMail::as_select())
    )
}

/// How many mails of one kind were written to an account since a moment.
pub async fn count_since(conn: &mut Conn, account_id: i64, kinds: &[&str], since: NaiveDateTime) -> AppResult<i64> {
    one!(
        conn,
        outbox_mails::table
            .filter(outbox_mails::account_id.eq(account_id))
            .filter(outbox_mails::kind.eq_any(kinds))
            .filter(outbox_mails::created_at.gt(since))
            .count()
    )
}

/// The provider took the mail.
pub async fn sent(conn: &mut Conn, id: i64, now: NaiveDateTime) -> AppResult<()> {
    execute!(
        conn,
        diesel::update(outbox_mails::table.find(id)).set((
            outbox_mails::state.eq("sent"),
            outbox_mails::sent_at.eq(now),
            outbox_mails::last_error.eq(None::<String>)
        ))
    )
}

/// The mail is in another state than before, and why.
pub async fn set_state(conn: &mut Conn, id: i64, state: &str, error: Option<&str>) -> AppResult<()> {
    execute!(
        conn,
        diesel::update(outbox_mails::table.find(id))
            .set((outbox_mails::state.eq(state), outbox_mails::last_error.eq(error)))
    )
}

/// Lets a mail wait again that was refused or expired; `false` when it waits already or was sent.
pub async fn wait_again(conn: &mut Conn, id: i64) -> AppResult<bool> {
    let over = outbox_mails::table.find(id).filter(outbox_mails::state.eq_any(["failed", "expired"]));
    affects_one!(
        conn,
        diesel::update(over).set((outbox_mails::state.eq("waiting"), outbox_mails::last_error.eq(None::<String>)))
    )
}

/// Marks what waits with a link that has expired.
pub async fn expire(conn: &mut Conn, now: NaiveDateTime) -> AppResult<usize> {
    affected!(
        conn,
        diesel::update(
            outbox_mails::table.filter(outbox_mails::state.eq("waiting")).filter(outbox_mails::expires_at.le(now))
        )
        .set(outbox_mails::state.eq("expired"))
    )
}

/// Removes what does not wait any more and was written before a moment.
pub async fn delete_before(conn: &mut Conn, moment: NaiveDateTime) -> AppResult<usize> {
    affected!(
        conn,
        diesel::delete(
            outbox_mails::table.filter(outbox_mails::state.ne("waiting")).filter(outbox_mails::created_at.lt(moment))
        )
    )
}
