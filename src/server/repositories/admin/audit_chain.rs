//! Writing lines of the audit log, each with the hash that chains it to the one before, and reading them for the check.

use chrono::NaiveDateTime;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use crate::server::{
    db::{
        AtCommit, Conn, LastWork, execute, one, rows,
        schema::{audit_chain, audit_log},
    },
    error::AppResult,
    security::{
        audit_chain::{LineContent, seal},
        tokens::new_token,
    },
};

/// The number of the only row of `audit_chain`.
const ONLY: i64 = 1;

/// A line to be written. Subjects are ids (`person:12`), never names or addresses: the log outlives its subjects.
#[derive(Debug, Clone)]
pub struct NewLine {
    pub at: NaiveDateTime,
    pub actor_account_id: Option<i64>,
    /// What kind of actor it was, readable without the account.
    pub actor: String,
    /// A stable key: `account.suspended`.
    pub action: String,
    pub subject: String,
    /// The network it came from; empty on the command line.
    pub origin: String,
    /// The key of a closed list, where the action asks for a reason.
    pub reason: Option<String>,
    /// Names of the fields that were changed, with commas between them.
    pub fields: Option<String>,
}

#[derive(Insertable)]
#[diesel(table_name = audit_log)]
struct ChainedLine<'a> {
    at: NaiveDateTime,
    actor_account_id: Option<i64>,
    actor: &'a str,
    action: &'a str,
    subject: &'a str,
    origin: &'a str,
    origin_salt: Option<String>,
    origin_seal: &'a str,
    reason: Option<&'a str>,
    fields: Option<&'a str>,
    hash: &'a str,
}

/// The lines of a transaction, written when it commits: the row with the newest hash is locked for that moment alone.
#[derive(Default)]
struct LinesOfTransaction(Vec<NewLine>);

impl AtCommit for LinesOfTransaction {
    fn run(self: Box<Self>, conn: &mut Conn) -> LastWork<'_> {
        Box::pin(async move { write(conn, &self.0).await })
    }
}

/// Writes a line when the transaction on this connection commits.
///
/// # Errors
/// Outside a transaction.
pub fn add(conn: &mut Conn, line: NewLine) -> AppResult<()> {
    conn.at_commit::<LinesOfTransaction>()?.0.push(line);
    Ok(())
}

async fn write(conn: &mut Conn, lines: &[NewLine]) -> AppResult<()> {
    let row = audit_chain::table.find(ONLY).select(audit_chain::newest_hash);
    let mut newest: String = match conn {
        // The transaction is the only writer already.
        Conn::Sqlite(c) => row.first(&mut **c).await?,
        Conn::Postgres(c) => row.for_update().first(&mut **c).await?,
    };
    for line in lines {
        let origin_salt = if line.origin.is_empty() { None } else { Some(new_token()?) };
        let origin_seal = origin_salt.as_deref().map(|salt| seal(salt, &line.origin)).unwrap_or_default();
        let content = LineContent {
            at: line.at,
            actor_account_id: line.actor_account_id,
            actor: &line.actor,
            action: &line.action,
            subject: &line.subject,
            origin_seal: &origin_seal,
            reason: line.reason.as_deref(),
            fields: line.fields.as_deref(),
        };
        let hash = content.hash_after(&newest);
        let row = ChainedLine {
            at: line.at,
            actor_account_id: line.actor_account_id,
            actor: &line.actor,
            action: &line.action,
            subject: &line.subject,
            origin: &line.origin,
            origin_salt,
            origin_seal: &origin_seal,
            reason: line.reason.as_deref(),
            fields: line.fields.as_deref(),
            hash: &hash,
        };
        execute!(conn, diesel::insert_into(audit_log::table).values(&row))?;
        newest = hash;
    }
    execute!(conn, diesel::update(audit_chain::table.find(ONLY)).set(audit_chain::newest_hash.eq(&newest)))
}

/// A line as the check reads it.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = audit_log)]
#[diesel(check_for_backend(diesel::sqlite::Sqlite, diesel::pg::Pg))]
pub struct LinkOfChain {
    pub id: i64,
    pub at: NaiveDateTime,
    actor_account_id: Option<i64>,
    actor: String,
    action: String,
    subject: String,
    origin: String,
    origin_salt: Option<String>,
    origin_seal: String,
    reason: Option<String>,
    fields: Option<String>,
    pub hash: String,
}

impl LinkOfChain {
    /// The settings that were saved together and the seal of their changes, of a line about settings.
    #[must_use]
    pub fn settings(&self) -> Option<(&str, &str)> {
        self.subject.strip_prefix("settings:")?.rsplit_once(':')
    }

    /// Whether the line is as it was written, after a line with this hash. An erased network address fits.
    #[must_use]
    pub fn fits_after(&self, previous: &str) -> bool {
        let content = LineContent {
            at: self.at,
            actor_account_id: self.actor_account_id,
            actor: &self.actor,
            action: &self.action,
            subject: &self.subject,
            origin_seal: &self.origin_seal,
            reason: self.reason.as_deref(),
            fields: self.fields.as_deref(),
        };
        let origin_fits = match &self.origin_salt {
            Some(salt) => seal(salt, &self.origin) == self.origin_seal,
            None => self.origin.is_empty(),
        };
        origin_fits && content.hash_after(previous) == self.hash
    }
}

/// The lines after the one with this number, oldest first.
pub async fn links_after(conn: &mut Conn, id: i64, limit: i64) -> AppResult<Vec<LinkOfChain>> {
    rows!(
        conn,
        audit_log::table
            .filter(audit_log::id.gt(id))
            .order(audit_log::id)
            .limit(limit)
            .select(LinkOfChain::as_select())
    )
}

/// The hash that the newest line must have.
pub async fn newest_hash(conn: &mut Conn) -> AppResult<String> {
    one!(conn, audit_chain::table.find(ONLY).select(audit_chain::newest_hash))
}

/// Erases the network addresses from which an account acted. The chain still fits: it covers their seals.
pub async fn erase_origins(conn: &mut Conn, account_id: i64) -> AppResult<()> {
    execute!(
        conn,
        diesel::update(audit_log::table.filter(audit_log::actor_account_id.eq(account_id)))
            .set((audit_log::origin.eq(""), audit_log::origin_salt.eq(None::<String>)))
    )
}
