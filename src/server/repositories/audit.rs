//! Who did what to whom.

use chrono::NaiveDateTime;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use crate::server::{
    db::{Conn, on, schema::audit_log},
    error::AppResult,
};

/// One line. Subjects are ids (`person:12`), never names or addresses: the log outlives what it speaks of.
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
}

impl<'a> AuditLine<'a> {
    /// Something an operator did at the command line.
    #[must_use]
    pub const fn by_command_line(at: NaiveDateTime, action: &'a str, subject: &'a str) -> Self {
        Self { at, actor_account_id: None, actor: "command line", action, subject, origin: "" }
    }
}

/// Writes a line, in the transaction of what it tells.
///
/// # Errors
/// When the database cannot be written.
pub async fn add(conn: &mut Conn, line: &AuditLine<'_>) -> AppResult<()> {
    on!(conn, |c| diesel::insert_into(audit_log::table).values(line).execute(c).await)?;
    Ok(())
}
