//! Forms that are being filled in. The content is one encrypted block, which is not decrypted here.

use chrono::NaiveDateTime;
use diesel::{dsl::exists, prelude::*};
use diesel_async::RunQueryDsl;

use crate::server::{
    db::{
        Conn, affected, affects_one, execute, first, one, rows,
        schema::{drafts, files},
    },
    error::AppResult,
};

/// What the form of every draft begins with in which an administrator changes answers of other people.
const DESK_DRAFTS: &str = "desk:";

/// What the form of every draft begins with in which an administrator changes the answers of this person.
#[must_use]
pub fn about_person(person_id: i64) -> String {
    format!("{DESK_DRAFTS}{person_id}:")
}

/// A stored draft.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = drafts)]
#[diesel(check_for_backend(diesel::sqlite::Sqlite, diesel::pg::Pg))]
pub struct DraftRow {
    pub id: i64,
    pub account_id: Option<i64>,
    pub content_encrypted: Vec<u8>,
    pub version: i64,
}

/// A draft to be stored.
#[derive(Debug, Insertable)]
#[diesel(table_name = drafts)]
pub struct NewDraft<'a> {
    pub form: &'a str,
    pub token_hash: &'a [u8],
    pub account_id: Option<i64>,
    pub content_encrypted: &'a [u8],
    pub created_at: NaiveDateTime,
    pub updated_at: NaiveDateTime,
    /// The network it was begun from, as a keyed hash; `None` outside requests.
    pub network_hash: Option<&'a [u8]>,
}

/// The draft a cookie leads to, if it was touched since `oldest`.
pub async fn find_by_token(
    conn: &mut Conn,
    form: &str,
    token_hash: &[u8],
    oldest: NaiveDateTime,
) -> AppResult<Option<DraftRow>> {
    first!(
        conn,
        drafts::table
            .filter(drafts::form.eq(form))
            .filter(drafts::token_hash.eq(token_hash))
            .filter(drafts::updated_at.ge(oldest))
            .select(DraftRow::as_select())
    )
}

/// The latest draft of an account, if it was touched since `oldest`.
pub async fn find_by_account(
    conn: &mut Conn,
    form: &str,
    account_id: i64,
    oldest: NaiveDateTime,
) -> AppResult<Option<DraftRow>> {
    first!(
        conn,
        drafts::table
            .filter(drafts::form.eq(form))
            .filter(drafts::account_id.eq(account_id))
            .filter(drafts::updated_at.ge(oldest))
            .order((drafts::updated_at.desc(), drafts::id.desc()))
            .select(DraftRow::as_select())
    )
}

/// Every draft, of whatever form, that a cookie (hashed for each form) or an account leads to and that was touched since `oldest`: id and
/// account.
pub async fn reached_by(
    conn: &mut Conn,
    token_hashes: &[Vec<u8>],
    account_id: Option<i64>,
    oldest: NaiveDateTime,
) -> AppResult<Vec<(i64, Option<i64>)>> {
    // No account has this number.
    let account_id = account_id.unwrap_or(-1);
    rows!(
        conn,
        drafts::table
            .filter(drafts::token_hash.eq_any(token_hashes).or(drafts::account_id.eq(account_id).assume_not_null()))
            .filter(drafts::updated_at.ge(oldest))
            .select((drafts::id, drafts::account_id))
    )
}

/// Stores a new draft.
pub async fn insert(conn: &mut Conn, draft: &NewDraft<'_>) -> AppResult<()> {
    execute!(conn, diesel::insert_into(drafts::table).values(draft))
}

/// Replaces the content of a draft that is unchanged since it was read; `false` otherwise.
pub async fn update(
    conn: &mut Conn,
    draft: &DraftRow,
    account_id: Option<i64>,
    content_encrypted: &[u8],
    now: NaiveDateTime,
) -> AppResult<bool> {
    affects_one!(
        conn,
        diesel::update(drafts::table.filter(drafts::id.eq(draft.id)).filter(drafts::version.eq(draft.version))).set((
            drafts::account_id.eq(account_id),
            drafts::content_encrypted.eq(content_encrypted),
            drafts::updated_at.eq(now),
            drafts::version.eq(draft.version + 1),
        ))
    )
}

/// Gives the drafts that a cookie (hashed for each form) leads to, and that belong to no account, to an account.
pub async fn give_to_account(conn: &mut Conn, token_hashes: &[Vec<u8>], account_id: i64) -> AppResult<()> {
    execute!(
        conn,
        diesel::update(
            drafts::table.filter(drafts::token_hash.eq_any(token_hashes)).filter(drafts::account_id.is_null())
        )
        .set((drafts::account_id.eq(account_id), drafts::version.eq(drafts::version + 1)))
    )
}

/// Erases a draft that is unchanged since it was read; `false` when it was changed or is gone.
pub async fn delete(conn: &mut Conn, draft: &DraftRow) -> AppResult<bool> {
    affects_one!(
        conn,
        diesel::delete(drafts::table.filter(drafts::id.eq(draft.id)).filter(drafts::version.eq(draft.version)))
    )
}

/// Whether a draft is there, whatever changed of it.
pub async fn is_there(conn: &mut Conn, id: i64) -> AppResult<bool> {
    one!(conn, diesel::select(exists(drafts::table.find(id))))
}

/// Erases every draft of an account. Their files are swept after that.
pub async fn delete_of_account(conn: &mut Conn, account_id: i64) -> AppResult<()> {
    execute!(conn, diesel::delete(drafts::table.filter(drafts::account_id.eq(account_id))))
}

/// Erases every draft in which an administrator changes the answers of this person.
pub async fn delete_about_person(conn: &mut Conn, person_id: i64) -> AppResult<()> {
    execute!(conn, diesel::delete(drafts::table.filter(drafts::form.like(format!("{}%", about_person(person_id))))))
}

/// Erases the drafts last touched before `oldest`; answers how many.
pub async fn delete_older_than(conn: &mut Conn, oldest: NaiveDateTime) -> AppResult<usize> {
    affected!(conn, diesel::delete(drafts::table.filter(drafts::updated_at.lt(oldest))))
}

/// Drafts without an account that were last touched before `oldest` and have files. Until the transaction ends none of
/// them is sent or erased.
pub async fn lock_left_with_files(conn: &mut Conn, oldest: NaiveDateTime, limit: i64) -> AppResult<Vec<i64>> {
    let left = drafts::table
        .filter(drafts::account_id.is_null())
        .filter(drafts::updated_at.lt(oldest))
        .filter(exists(files::table.filter(files::draft_id.eq(drafts::id.nullable()))))
        .order(drafts::id)
        .select(drafts::id)
        .limit(limit);
    Ok(match conn {
        // The transaction is the only writer already.
        Conn::Sqlite(c) => left.load(&mut **c).await?,
        Conn::Postgres(c) => left.for_update().load(&mut **c).await?,
    })
}

/// A form that is being filled in.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = drafts)]
#[diesel(check_for_backend(diesel::sqlite::Sqlite, diesel::pg::Pg))]
pub struct StoredDraft {
    pub id: i64,
    pub form: String,
    pub content_encrypted: Vec<u8>,
    pub created_at: NaiveDateTime,
    pub updated_at: NaiveDateTime,
}

/// The forms an account is filling in about itself, oldest first.
pub async fn of_account(conn: &mut Conn, account_id: i64) -> AppResult<Vec<StoredDraft>> {
    rows!(
        conn,
        drafts::table
            .filter(drafts::account_id.eq(account_id))
            .filter(drafts::form.not_like(format!("{DESK_DRAFTS}%")))
            .order(drafts::id)
            .select(StoredDraft::as_select())
    )
}
