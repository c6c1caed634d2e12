//! The audit log: actor, action, subject.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use crate::server::{
    db::{Conn, execute, rows, schema::audit_log},
    error::AppResult,
};

/// One line. Subjects are ids (`person:12`), never names or addresses: the log outlives its subjects.
#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = audit_log)]
pub struct AuditLine<'a> {
    pub at: NaiveDateTime,
    pub actor_account_id: Option<i64>,
    /// What kind of actor it was, readable without the account.
    pub actor: &'a str,
    /// A stable key: `account.suspended`.
    pub action: &'a str,
    pub subject: &'a str,
    /// The network it came from; empty on the command line.
    pub origin: &'a str,
    /// The key of a closed list, where the action asks for a reason.
    pub reason: Option<&'a str>,
    /// Names of the fields that were changed, with commas between them.
    pub fields: Option<&'a str>,
}

/// A line as it is shown, with the account that caused it.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = audit_log)]
#[diesel(check_for_backend(diesel::sqlite::Sqlite, diesel::pg::Pg))]
pub struct StoredLine {
    pub at: NaiveDateTime,
    pub actor_account_id: Option<i64>,
    pub actor: String,
    pub action: String,
    pub subject: String,
    pub origin: String,
    pub reason: Option<String>,
    pub fields: Option<String>,
}

/// Writes a line, in the transaction of the action.
pub async fn add(conn: &mut Conn, line: &AuditLine<'_>) -> AppResult<()> {
    execute!(conn, diesel::insert_into(audit_log::table).values(line))
}

/// The newest lines, newest first.
pub async fn newest(conn: &mut Conn, limit: i64) -> AppResult<Vec<StoredLine>> {
    rows!(conn, audit_log::table.order(audit_log::id.desc()).limit(limit).select(StoredLine::as_select()))
}

/// The newest lines about these subjects, newest first.
pub async fn newest_about(conn: &mut Conn, subjects: &[String], limit: i64) -> AppResult<Vec<StoredLine>> {
    rows!(
        conn,
        audit_log::table
            .filter(audit_log::subject.eq_any(subjects))
            .order(audit_log::id.desc())
            .limit(limit)
            .select(StoredLine::as_select())
    )
}

/// What an account did, and what was done to these subjects, oldest first.
pub async fn about(conn: &mut Conn, account_id: i64, subjects: &[String]) -> AppResult<Vec<StoredLine>> {
    rows!(
        conn,
        audit_log::table
            .filter(audit_log::actor_account_id.eq(account_id).or(audit_log::subject.eq_any(subjects)))
            .order(audit_log::id)
            .select(StoredLine::as_select())
    )
}
