//! What the database itself says.

use super::finding::Finding;
use crate::server::{
    config::Config,
    db::{Conn, Db, migrations},
    error::AppResult,
    repositories::{admin::administrators, operations::diagnostics},
    security::Security,
    services::{
        admin::audit_check::{self, ChainCheck},
        operations::key_check,
    },
};

pub async fn examine(config: &Config, db: &Db, security: Option<&Security>) -> Vec<Finding> {
    let mut findings = Vec::new();
    let pending = match migrations::pending(&config.database_url).await {
        Ok(pending) => pending,
        Err(sentence) => return vec![Finding::fail("database", sentence)],
    };
    match engine(db).await {
        Ok(found) => findings.extend(found),
        Err(error) => findings.push(Finding::fail("database", format!("cannot be read: {error}"))),
    }
    if !pending.is_empty() {
        let text = format!("{} to run: the next start (or `talentsmaroc migrate`) runs them", pending.len());
        findings.push(Finding::warn("migrations", text));
        return findings;
    }
    findings.push(Finding::ok("migrations", "all run"));
    if let Some(security) = security {
        findings.push(key_check(db, security).await);
    }
    findings.push(administrators(db).await);
    findings.push(audit_log(db).await);
    findings.extend(super::sweep::examine(config, db).await);
    findings
}

async fn engine(db: &Db) -> AppResult<Vec<Finding>> {
    let mut conn = db.read().await?;
    if matches!(conn, Conn::Postgres(_)) {
        let version = diagnostics::postgres_version(&mut conn).await?;
        return Ok(vec![Finding::ok("database", format!("PostgreSQL {version} answers"))]);
    }
    let damage = diagnostics::sqlite_damage(&mut conn).await?;
    let integrity = match damage.first() {
        None => Finding::ok("database", "SQLite answers, its file is sound"),
        Some(first) => Finding::fail("database", format!("the file is damaged ({first}); restore a back-up")),
    };
    let orphans = diagnostics::sqlite_orphans(&mut conn).await?;
    let references = if orphans == 0 {
        Finding::ok("references", "every row's parents exist")
    } else {
        Finding::fail("references", format!("{orphans} rows refer to missing ones; restore a back-up"))
    };
    Ok(vec![integrity, references])
}

async fn key_check(db: &Db, security: &Security) -> Finding {
    match key_check::compare(db, security).await {
        Ok(verdict) => match verdict.refusal() {
            Some(refusal) => Finding::fail("key check", refusal),
            None if verdict == key_check::KeyVerdict::Unused => Finding::ok("key check", "no key was used yet"),
            None => Finding::ok("key check", "the keys belong to this database"),
        },
        Err(error) => Finding::fail("key check", format!("cannot be read: {error}")),
    }
}

async fn administrators(db: &Db) -> Finding {
    let all = async { administrators::all(&mut db.read().await?).await }.await;
    match all {
        Ok(all) => match all.iter().filter(|administrator| administrator.state == "active").count() {
            0 => Finding::warn(
                "administrators",
                "none: make one with `talentsmaroc admin create EMAIL`, or print a link with `talentsmaroc admin link`",
            ),
            number => Finding::ok("administrators", format!("{number} active")),
        },
        Err(error) => Finding::fail("administrators", format!("cannot be read: {error}")),
    }
}

async fn audit_log(db: &Db) -> Finding {
    const ABOUT: &str = "audit log";
    match audit_check::examine(db).await {
        Ok(ChainCheck::Whole { lines, newest_hash }) => {
            Finding::ok(ABOUT, format!("{lines} lines, an unbroken chain; the newest hash is {newest_hash}"))
        }
        Ok(ChainCheck::BrokenAt { id, at }) => Finding::fail(
            ABOUT,
            format!(
                "line {id} of {at} UTC does not follow the one before: it was changed or inserted, or a line removed"
            ),
        ),
        Ok(ChainCheck::EndsEarly { after }) => {
            Finding::fail(ABOUT, format!("lines after line {after} were removed; compare with a back-up"))
        }
        Err(error) => Finding::fail(ABOUT, format!("cannot be read: {error}")),
    }
}
