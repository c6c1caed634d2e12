//! Examines an installation and reports what is wrong with it, without changing it.

mod database;
mod files;
mod finding;
mod keys;
mod sweep;

pub use self::{
    files::LITTLE,
    finding::{Finding, Level},
};
use crate::server::{
    clock::Clock,
    config::Config,
    db::{DatabaseUrl, Db},
    security::Security,
    startup::Secrets,
};

/// Examines everything that can be, in the order in which a start needs it. No finding holds a secret.
pub async fn examine(variable: impl Fn(&str) -> Option<String>) -> Vec<Finding> {
    let config = match Config::read(&variable) {
        Ok(config) => config,
        Err(sentence) => return vec![Finding::fail("configuration", sentence)],
    };
    let mut findings = vec![configuration(&config)];
    findings.extend(proxies(&config));
    let security = match Secrets::obtain(&config, &variable) {
        Ok(secrets) => {
            findings.extend(keys::examine(&config, &secrets));
            Security::new(&config, &secrets.secret_key, &secrets.encryption_key, &Clock::default()).ok()
        }
        Err(sentence) => {
            findings.push(Finding::fail("keys", sentence));
            None
        }
    };
    findings.extend(files::examine(&config));
    if is_unborn(&config) {
        findings.push(Finding::warn("database", "not made yet: the first start (or `talentsmaroc migrate`) makes it"));
        return findings;
    }
    match open(&config).await {
        Ok(db) => {
            findings.extend(database::examine(&config, &db, security.as_ref()).await);
            db.close().await;
        }
        Err(sentence) => findings.push(Finding::fail("database", sentence)),
    }
    findings
}

fn configuration(config: &Config) -> Finding {
    let text = format!(
        "{} database, listening on {}, reached at {}",
        config.database_url.engine(),
        config.bind,
        config.base_url
    );
    if config.is_https() || config.bind.ip().is_loopback() {
        Finding::ok("configuration", text)
    } else {
        Finding::warn(
            "configuration",
            format!("{text}: without https passwords travel readable; set BASE_URL to an https address"),
        )
    }
}

/// Behind a proxy that is not trusted all visitors have its address.
fn proxies(config: &Config) -> Option<Finding> {
    config.hides_visitors().then(|| {
        Finding::warn(
            "TRUSTED_PROXIES",
            "empty, and BASE_URL is https: if a proxy stands in front, name its network (example: 10.0.0.0/8), or all \
             visitors count as one for the limits",
        )
    })
}

/// Opening a SQLite file that is not there would make an empty one.
fn is_unborn(config: &Config) -> bool {
    matches!(&config.database_url, DatabaseUrl::Sqlite(path) if !path.exists())
}

async fn open(config: &Config) -> Result<Db, String> {
    let db = Db::open(&config.database_url, 1).map_err(|error| error.to_string())?;
    match db.check().await {
        Ok(()) => Ok(db),
        Err(error) => Err(format!("the {} database cannot be used: {error}", config.database_url.engine())),
    }
}
