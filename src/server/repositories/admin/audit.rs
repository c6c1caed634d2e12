//! The audit log: actor, action, subject.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use crate::{
    domain::search::cursor::Cursor,
    server::{
        db::{Conn, first, one, rows, schema::audit_log},
        error::AppResult,
        repositories::paged::read_page,
    },
};

/// A line as it is shown, with the account that caused it.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = audit_log)]
#[diesel(check_for_backend(diesel::sqlite::Sqlite, diesel::pg::Pg))]
pub struct StoredLine {
    pub id: i64,
    pub at: NaiveDateTime,
    pub actor_account_id: Option<i64>,
    pub actor: String,
    pub action: String,
    pub subject: String,
    pub origin: String,
    pub reason: Option<String>,
    /// Names of the fields that were changed, with commas between them.
    pub fields: Option<String>,
}

/// The newest lines, newest first.
pub async fn newest(conn: &mut Conn, limit: i64) -> AppResult<Vec<StoredLine>> {
    rows!(conn, audit_log::table.order(audit_log::id.desc()).limit(limit).select(StoredLine::as_select()))
}

/// When an action was last done.
pub async fn newest_moment(conn: &mut Conn, action: &str) -> AppResult<Option<NaiveDateTime>> {
    first!(
        conn,
        audit_log::table.filter(audit_log::action.eq(action)).order(audit_log::id.desc()).select(audit_log::at)
    )
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

/// How many lines there are with one of these actions about a subject, from this moment on.
pub async fn count_since(conn: &mut Conn, subject: &str, actions: &[&str], since: NaiveDateTime) -> AppResult<i64> {
    one!(
        conn,
        audit_log::table
            .filter(audit_log::subject.eq(subject))
            .filter(audit_log::action.eq_any(actions))
            .filter(audit_log::at.ge(since))
            .count()
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

/// Which lines are wanted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LineFilter {
    pub action: Option<String>,
    /// A kind of actor.
    pub actor: Option<String>,
    pub actor_account_id: Option<i64>,
    /// One of these.
    pub subjects: Option<Vec<String>>,
    /// What subjects begin with, as a pattern of `LIKE`.
    pub subject_pattern: Option<String>,
    /// UTC, included.
    pub from: Option<NaiveDateTime>,
    /// UTC, not included any more.
    pub until: Option<NaiveDateTime>,
}

/// Lines from a cursor on.
pub async fn page(
    conn: &mut Conn,
    filter: &LineFilter,
    cursor: Option<Cursor>,
    limit: i64,
) -> AppResult<Vec<StoredLine>> {
    read_page!(conn, audit_log => StoredLine, cursor, limit, |query| {
        if let Some(action) = &filter.action {
            query = query.filter(audit_log::action.eq(action));
        }
        if let Some(actor) = &filter.actor {
            query = query.filter(audit_log::actor.eq(actor));
        }
        if let Some(id) = filter.actor_account_id {
            query = query.filter(audit_log::actor_account_id.eq(id));
        }
        if let Some(subjects) = &filter.subjects {
            query = query.filter(audit_log::subject.eq_any(subjects));
        }
        if let Some(pattern) = &filter.subject_pattern {
            query = query.filter(audit_log::subject.like(pattern));
        }
        if let Some(from) = filter.from {
            query = query.filter(audit_log::at.ge(from));
        }
        if let Some(until) = filter.until {
            query = query.filter(audit_log::at.lt(until));
        }
    })
}

/// The first action after this one that was noted, in the order of the database: all of them are found by as many looks
/// into an index, where counting them out would read every line.
pub async fn action_after(conn: &mut Conn, action: &str) -> AppResult<Option<String>> {
    first!(
        conn,
        audit_log::table.filter(audit_log::action.gt(action)).order(audit_log::action).select(audit_log::action)
    )
}

/// The number of the newest line; 0 before the first.
pub async fn newest_id(conn: &mut Conn) -> AppResult<i64> {
    let id: Option<i64> = first!(conn, audit_log::table.order(audit_log::id.desc()).select(audit_log::id))?;
    Ok(id.unwrap_or_default())
}
