//! Everything stored about one account and its person, encrypted fields still encrypted: what they may take with them.
//!
//! Left out on purpose: hashes and tokens that open or find something, versions, and copies for searching.

use chrono::NaiveDateTime;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use super::stored_answers::{StoredPerson, StoredProfile};
use crate::server::{
    db::{
        Conn, on,
        schema::{
            accounts, audit_log, cities, drafts, files, main_profiles, one_time_links, people, sessions, unique_codes,
        },
    },
    error::AppResult,
};

/// An account.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = accounts)]
#[diesel(check_for_backend(diesel::sqlite::Sqlite, diesel::pg::Pg))]
pub struct AccountData {
    pub id: i64,
    pub email: String,
    pub email_normalised: String,
    pub role: String,
    pub language: String,
    pub state: String,
    pub email_confirmed_at: Option<NaiveDateTime>,
    pub created_at: NaiveDateTime,
    pub updated_at: NaiveDateTime,
}

/// A person.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = people)]
#[diesel(check_for_backend(diesel::sqlite::Sqlite, diesel::pg::Pg))]
pub struct PersonData {
    #[diesel(embed)]
    pub answers: StoredPerson,
    pub photo_file_id: Option<i64>,
    #[diesel(select_expression = people::created_at)]
    pub created_at: NaiveDateTime,
    #[diesel(select_expression = people::updated_at)]
    pub updated_at: NaiveDateTime,
}

/// A main profile.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = main_profiles)]
#[diesel(check_for_backend(diesel::sqlite::Sqlite, diesel::pg::Pg))]
pub struct MainProfileData {
    #[diesel(embed)]
    pub answers: StoredProfile,
    pub cv_file_id: Option<i64>,
    pub created_at: NaiveDateTime,
    pub updated_at: NaiveDateTime,
}

/// A unique code.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = unique_codes)]
#[diesel(check_for_backend(diesel::sqlite::Sqlite, diesel::pg::Pg))]
pub struct CodeData {
    pub code: String,
    pub is_primary: bool,
    pub created_at: NaiveDateTime,
}

/// A session, whether it still counts or not.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = sessions)]
#[diesel(check_for_backend(diesel::sqlite::Sqlite, diesel::pg::Pg))]
pub struct SessionData {
    pub remember: bool,
    pub user_agent: String,
    pub network: String,
    pub created_at: NaiveDateTime,
    pub last_seen_at: NaiveDateTime,
    pub expires_at: NaiveDateTime,
    pub authenticated_at: NaiveDateTime,
}

/// A link that was sent.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = one_time_links)]
#[diesel(check_for_backend(diesel::sqlite::Sqlite, diesel::pg::Pg))]
pub struct LinkData {
    pub purpose: String,
    /// The address an e-mail link speaks of.
    pub payload_encrypted: Option<Vec<u8>>,
    pub created_at: NaiveDateTime,
    pub expires_at: NaiveDateTime,
    pub used_at: Option<NaiveDateTime>,
}

/// A form that is being filled in.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = drafts)]
#[diesel(check_for_backend(diesel::sqlite::Sqlite, diesel::pg::Pg))]
pub struct DraftData {
    pub id: i64,
    pub form: String,
    pub content_encrypted: Vec<u8>,
    pub created_at: NaiveDateTime,
    pub updated_at: NaiveDateTime,
}

/// An uploaded file.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = files)]
#[diesel(check_for_backend(diesel::sqlite::Sqlite, diesel::pg::Pg))]
pub struct FileData {
    pub id: i64,
    pub kind: String,
    pub name: String,
    pub media_type: String,
    pub size: i64,
    pub widths: String,
    pub original_name_encrypted: Option<Vec<u8>>,
    pub draft_id: Option<i64>,
    pub created_at: NaiveDateTime,
}

/// A line of the audit log.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = audit_log)]
#[diesel(check_for_backend(diesel::sqlite::Sqlite, diesel::pg::Pg))]
pub struct AuditData {
    pub at: NaiveDateTime,
    pub actor_account_id: Option<i64>,
    pub actor: String,
    pub action: String,
    pub subject: String,
    pub origin: String,
}

/// An account.
pub async fn account(conn: &mut Conn, account_id: i64) -> AppResult<Option<AccountData>> {
    Ok(on!(conn, |c| accounts::table.find(account_id).select(AccountData::as_select()).first(c).await.optional())?)
}

/// The person of an account.
pub async fn person(conn: &mut Conn, account_id: i64) -> AppResult<Option<PersonData>> {
    Ok(on!(conn, |c| people::table
        .left_join(cities::table)
        .filter(people::account_id.eq(account_id))
        .select(PersonData::as_select())
        .first(c)
        .await
        .optional())?)
}

/// The main profile of a person, and its id.
pub async fn main_profile(conn: &mut Conn, person_id: i64) -> AppResult<Option<(i64, MainProfileData)>> {
    Ok(on!(conn, |c| main_profiles::table
        .filter(main_profiles::person_id.eq(person_id))
        .select((main_profiles::id, MainProfileData::as_select()))
        .first(c)
        .await
        .optional())?)
}

/// The codes of a person, the primary one first.
pub async fn codes(conn: &mut Conn, person_id: i64) -> AppResult<Vec<CodeData>> {
    Ok(on!(conn, |c| unique_codes::table
        .filter(unique_codes::person_id.eq(person_id))
        .order((unique_codes::is_primary.desc(), unique_codes::code))
        .select(CodeData::as_select())
        .load(c)
        .await)?)
}

/// The sessions of an account, oldest first.
pub async fn sessions(conn: &mut Conn, account_id: i64) -> AppResult<Vec<SessionData>> {
    Ok(on!(conn, |c| sessions::table
        .filter(sessions::account_id.eq(account_id))
        .order(sessions::id)
        .select(SessionData::as_select())
        .load(c)
        .await)?)
}

/// The links sent to an account, oldest first.
pub async fn links(conn: &mut Conn, account_id: i64) -> AppResult<Vec<LinkData>> {
    Ok(on!(conn, |c| one_time_links::table
        .filter(one_time_links::account_id.eq(account_id))
        .order(one_time_links::id)
        .select(LinkData::as_select())
        .load(c)
        .await)?)
}

/// The forms an account is filling in, oldest first.
pub async fn drafts(conn: &mut Conn, account_id: i64) -> AppResult<Vec<DraftData>> {
    Ok(on!(conn, |c| drafts::table
        .filter(drafts::account_id.eq(account_id))
        .order(drafts::id)
        .select(DraftData::as_select())
        .load(c)
        .await)?)
}

/// The files of a person and of an account's drafts, oldest first.
pub async fn files(conn: &mut Conn, account_id: i64, person_id: Option<i64>) -> AppResult<Vec<FileData>> {
    let own_drafts = drafts::table.filter(drafts::account_id.eq(account_id)).select(drafts::id.nullable());
    let of_drafts = files::draft_id.eq_any(own_drafts);
    Ok(match person_id {
        Some(person_id) => on!(conn, |c| files::table
            .filter(of_drafts.or(files::person_id.eq(person_id)))
            .order(files::id)
            .select(FileData::as_select())
            .load(c)
            .await)?,
        None => {
            on!(conn, |c| files::table.filter(of_drafts).order(files::id).select(FileData::as_select()).load(c).await)?
        }
    })
}

/// What an account did, and what was done to these subjects, oldest first.
pub async fn audit_lines(conn: &mut Conn, account_id: i64, subjects: &[String]) -> AppResult<Vec<AuditData>> {
    Ok(on!(conn, |c| audit_log::table
        .filter(audit_log::actor_account_id.eq(account_id).or(audit_log::subject.eq_any(subjects)))
        .order(audit_log::id)
        .select(AuditData::as_select())
        .load(c)
        .await)?)
}
