//! The list of checks.

use super::{
    backup, database, files,
    installation::{Database, Installation},
    keys, sweep,
};
use crate::{
    domain::examination::{Finding, Topic},
    server::config::Config,
};

/// A look at one part of an installation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Check {
    Configuration,
    Keys,
    Files,
    Database,
    Migrations,
    KeyMatch,
    Administrators,
    AuditLog,
    StoredFiles,
    LastSweep,
    LastBackup,
}

impl Check {
    /// What needs no table, in the order in which a start needs it.
    pub const FIRST: [Self; 5] = [Self::Configuration, Self::Keys, Self::Files, Self::Database, Self::Migrations];
    /// What reads tables.
    pub const OF_TABLES: [Self; 6] =
        [Self::KeyMatch, Self::Administrators, Self::AuditLog, Self::StoredFiles, Self::LastSweep, Self::LastBackup];

    /// What it is about, where it finds nothing itself.
    pub const fn topic(self) -> Topic {
        match self {
            Self::Configuration => Topic::Configuration,
            Self::Keys => Topic::Keys,
            Self::Files => Topic::DataFolder,
            Self::Database => Topic::Database,
            Self::Migrations => Topic::Migrations,
            Self::KeyMatch => Topic::KeyCheck,
            Self::Administrators => Topic::Administrators,
            Self::AuditLog => Topic::AuditLog,
            Self::StoredFiles => Topic::StoredFiles,
            Self::LastSweep => Topic::LastSweep,
            Self::LastBackup => Topic::LastBackup,
        }
    }

    /// What there is to say.
    pub async fn examine(self, installation: &Installation) -> Vec<Finding> {
        let config = &installation.config;
        let db = match &installation.database {
            Database::Open(db) => Some(db),
            Database::Unborn | Database::Unusable(_) => None,
        };
        match (self, db) {
            (Self::Configuration, _) => configuration(config),
            (Self::Keys, _) => keys::examine(config, &installation.keys),
            (Self::Files, _) => {
                let config = config.clone();
                let looked = tokio::task::spawn_blocking(move || files::examine(&config)).await;
                looked.unwrap_or_else(|error| vec![Finding::fail(self.topic(), error.to_string())])
            }
            (Self::Database, Some(db)) => database::engine(db).await,
            (Self::Database, None) => unopened(&installation.database).into_iter().collect(),
            (Self::Migrations, Some(_)) => vec![database::migrations(config).await],
            (Self::KeyMatch, Some(db)) => match &installation.security {
                Some(security) => vec![database::key_check(db, security).await],
                None => Vec::new(),
            },
            (Self::Administrators, Some(db)) => vec![database::administrators(db).await],
            (Self::AuditLog, Some(db)) => vec![database::audit_log(db).await],
            (Self::StoredFiles, Some(db)) => sweep::owner(installation, db).await.into_iter().collect(),
            (Self::LastSweep, Some(db)) => vec![sweep::last(db).await],
            (Self::LastBackup, Some(db)) => vec![backup::last(config, db).await],
            (_, None) => Vec::new(),
        }
    }
}

fn unopened(database: &Database) -> Option<Finding> {
    match database {
        Database::Open(_) => None,
        Database::Unborn => {
            let text = "not made yet: the first start (or `talentsmaroc migrate`) makes it";
            Some(Finding::warn(Topic::Database, text))
        }
        Database::Unusable(sentence) => Some(Finding::fail(Topic::Database, sentence.as_str())),
    }
}

fn configuration(config: &Config) -> Vec<Finding> {
    let text = format!(
        "{} database, listening on {}, reached at {}",
        config.database_url.engine(),
        config.bind,
        config.base_url
    );
    let address = if config.is_https() || config.bind.ip().is_loopback() {
        Finding::ok(Topic::Configuration, text)
    } else {
        let danger = format!("{text}: without https passwords travel readable; set BASE_URL to an https address");
        Finding::warn(Topic::Configuration, danger)
    };
    // Behind a proxy that is not trusted all visitors have its address.
    let hidden = config.hides_visitors().then(|| {
        Finding::warn(
            Topic::TrustedProxies,
            "empty, and BASE_URL is https: if a proxy stands in front, name its network (example: 10.0.0.0/8), or all \
             visitors count as one for the limits",
        )
    });
    std::iter::once(address).chain(hidden).collect()
}
