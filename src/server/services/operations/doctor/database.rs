//! What the database itself says.

use crate::{
    domain::examination::{Finding, Topic},
    server::{
        config::Config,
        db::{Conn, Db, migrations},
        error::AppResult,
        repositories::{admin::administrators, operations::diagnostics},
        security::Security,
        services::{
            admin::audit_check::{self, ChainCheck},
            operations::key_check,
        },
    },
};

pub async fn engine(db: &Db) -> Vec<Finding> {
    look_at_engine(db).await.unwrap_or_else(|error| vec![unreadable(Topic::Database, error)])
}

pub async fn migrations(config: &Config) -> Finding {
    match migrations::pending(&config.database_url).await {
        Ok(pending) if pending.is_empty() => Finding::ok(Topic::Migrations, "all run"),
        Ok(pending) => {
            let text = format!("{} to run: the next start (or `talentsmaroc migrate`) runs them", pending.len());
            Finding::warn(Topic::Migrations, text)
        }
        Err(sentence) => Finding::fail(Topic::Migrations, sentence),
    }
}

fn unreadable(about: Topic, error: impl std::fmt::Display) -> Finding {
    Finding::fail(about, format!("cannot be read: {error}"))
}

async fn look_at_engine(db: &Db) -> AppResult<Vec<Finding>> {
    let mut conn = db.read().await?;
    if matches!(conn, Conn::Postgres(_)) {
        let version = diagnostics::postgres_version(&mut conn).await?;
        return Ok(vec![Finding::ok(Topic::Database, format!("PostgreSQL {version} answers"))]);
    }
    let damage = diagnostics::sqlite_damage(&mut conn).await?;
    let integrity = match damage.first() {
        None => Finding::ok(Topic::Database, "SQLite answers, its file is sound"),
        Some(first) => Finding::fail(Topic::Database, format!("the file is damaged ({first}); restore a back-up")),
    };
    let orphans = diagnostics::sqlite_orphans(&mut conn).await?;
    let references = if orphans == 0 {
        Finding::ok(Topic::References, "every row's parents exist")
    } else {
        Finding::fail(Topic::References, format!("{orphans} rows refer to missing ones; restore a back-up"))
    };
    Ok(vec![integrity, references])
}

pub async fn key_check(db: &Db, security: &Security) -> Finding {
    match key_check::compare(db, security).await {
        Ok(verdict) => match verdict.refusal() {
            Some(refusal) => Finding::fail(Topic::KeyCheck, refusal),
            None if verdict == key_check::KeyVerdict::Unused => Finding::ok(Topic::KeyCheck, "no key was used yet"),
            None => Finding::ok(Topic::KeyCheck, "the keys belong to this database"),
        },
        Err(error) => unreadable(Topic::KeyCheck, error),
    }
}

pub async fn administrators(db: &Db) -> Finding {
    let active = async { administrators::active(&mut db.read().await?).await }.await;
    match active {
        Ok(active) => match active.len() {
            0 => Finding::warn(
                Topic::Administrators,
                "none: make one with `talentsmaroc admin create EMAIL`, or print a link with `talentsmaroc admin link`",
            ),
            number => Finding::ok(Topic::Administrators, format!("{number} active")),
        },
        Err(error) => unreadable(Topic::Administrators, error),
    }
}

pub async fn audit_log(db: &Db) -> Finding {
    const ABOUT: Topic = Topic::AuditLog;
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
        Ok(ChainCheck::SettingsDiffer { saved_as }) => Finding::fail(
            ABOUT,
            format!(
                "the settings saved as « {saved_as} » are not those that the log vouches for; compare with a back-up"
            ),
        ),
        Err(error) => unreadable(ABOUT, error),
    }
}
