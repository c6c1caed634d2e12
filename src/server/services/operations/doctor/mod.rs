//! Examines an installation and reports what is wrong with it, without changing it: for the command line, which opens
//! what it looks at, and for the desk of a running server. Both go through one list of checks.

mod backup;
mod check;
mod database;
mod files;
mod installation;
mod keys;
mod sweep;

use std::{sync::Arc, time::Duration};

use futures_util::StreamExt as _;
use tokio::sync::OwnedSemaphorePermit;

pub use self::files::LITTLE;
use self::{
    check::Check,
    installation::{Database, Installation, Keys},
};
use crate::{
    domain::{
        access::Capability,
        examination::{Examination, Finding, Level, Topic},
    },
    server::{
        actor::Actor,
        clock::Clock,
        config::Config,
        db::{DatabaseUrl, Db},
        error::AppResult,
        security::Security,
        startup::Secrets,
        state::AppState,
    },
};

/// How long and how many at once.
#[derive(Clone, Copy)]
struct Pace {
    /// A check that takes longer is told to have no answer.
    longest: Duration,
    at_once: usize,
}

/// One after the other: there is one connection, and an operator can wait for a large database.
const AT_THE_COMMAND_LINE: Pace = Pace { longest: Duration::from_secs(15 * 60), at_once: 1 };
/// Two rounds of it must end before the request does.
const LONGEST_ON_A_PAGE: Duration = Duration::from_secs(20);

/// Examines everything that can be, in the order in which a start needs it. No finding holds a secret.
pub async fn examine(variable: impl Fn(&str) -> Option<String>) -> Vec<Finding> {
    let config = match Config::read(&variable) {
        Ok(config) => config,
        Err(sentence) => return vec![Finding::fail(Topic::Configuration, sentence)],
    };
    let (keys, security) = match Secrets::obtain(&config, &variable) {
        Ok(secrets) => {
            let security = Security::new(&config, &secrets.secret_key, &secrets.encryption_key, &Clock::default());
            (Keys::Given(secrets), security.ok().map(Arc::new))
        }
        Err(sentence) => (Keys::Missing(sentence), None),
    };
    let database = open(&config).await;
    let installation =
        Installation { config: Arc::new(config), keys, security, database: database.clone(), storage: None };
    let findings = run(&installation, AT_THE_COMMAND_LINE, None).await;
    if let Database::Open(db) = database {
        db.close().await;
    }
    findings
}

/// Examines the server that answers this request, with its own connections; `None` while another examination goes on.
/// [`latest`] finds it again.
///
/// # Errors
/// `Forbidden` without the capability.
pub async fn examine_running(state: &AppState, actor: &Actor) -> AppResult<Option<Arc<Examination>>> {
    actor.require(Capability::ExamineInstallation)?;
    let Ok(turn) = state.examining.clone().try_acquire_owned() else { return Ok(None) };
    let installation = Installation {
        config: state.config.clone(),
        keys: Keys::InUse,
        security: Some(state.security.clone()),
        database: Database::Open(state.db.clone()),
        storage: Some(state.storage.clone()),
    };
    let longest = LONGEST_ON_A_PAGE.min(Duration::from_secs(state.config.request_timeout_seconds) / 3);
    let at = state.clock.now();
    let pace = Pace { longest, at_once: Check::FIRST.len() };
    let findings = run(&installation, pace, Some(Arc::new(turn))).await;
    let examination = Arc::new(Examination { at, findings });
    state.caches.examination.insert((), examination.clone());
    Ok(Some(examination))
}

/// The last examination of this server, of the last day.
///
/// # Errors
/// `Forbidden` without the capability.
pub fn latest(state: &AppState, actor: &Actor) -> AppResult<Option<Arc<Examination>>> {
    actor.require(Capability::ExamineInstallation)?;
    Ok(state.caches.examination.get(&()))
}

/// Goes through the list of checks. Those that read tables come after the one that says whether the tables are there.
async fn run(installation: &Installation, pace: Pace, turn: Option<Arc<OwnedSemaphorePermit>>) -> Vec<Finding> {
    let mut findings = look(&Check::FIRST, installation, pace, turn.as_ref()).await;
    let has_tables = |finding: &Finding| finding.about == Topic::Migrations && finding.level == Level::Ok;
    if findings.iter().any(has_tables) {
        findings.extend(look(&Check::OF_TABLES, installation, pace, turn.as_ref()).await);
    }
    findings
}

async fn look(
    checks: &[Check],
    installation: &Installation,
    pace: Pace,
    turn: Option<&Arc<OwnedSemaphorePermit>>,
) -> Vec<Finding> {
    let looks: Vec<_> =
        checks.iter().map(|check| examine_in_time(*check, installation.clone(), pace.longest, turn.cloned())).collect();
    futures_util::stream::iter(looks).buffered(pace.at_once).concat().await
}

/// What a check finds within its time. A check that takes longer goes on by itself, and keeps the turn: a connection must
/// not be given back while a statement runs on it, and another examination would begin the same again.
async fn examine_in_time(
    check: Check,
    installation: Installation,
    longest: Duration,
    turn: Option<Arc<OwnedSemaphorePermit>>,
) -> Vec<Finding> {
    let looking = tokio::spawn(async move {
        let findings = check.examine(&installation).await;
        drop(turn);
        findings
    });
    match tokio::time::timeout(longest, looking).await {
        Ok(Ok(findings)) => findings,
        Ok(Err(_)) => vec![Finding::fail(check.topic(), "the check itself failed: the log says where")],
        Err(_) => {
            let text = format!(
                "no answer within {} seconds; `talentsmaroc doctor` on the server waits longer",
                longest.as_secs()
            );
            vec![Finding::warn(check.topic(), text)]
        }
    }
}

/// Opening a SQLite file that is not there would make an empty one.
async fn open(config: &Config) -> Database {
    if matches!(&config.database_url, DatabaseUrl::Sqlite(path) if !path.exists()) {
        return Database::Unborn;
    }
    let db = match Db::open(&config.database_url, 1) {
        Ok(db) => db,
        Err(error) => return Database::Unusable(error.to_string()),
    };
    match db.check().await {
        Ok(()) => Database::Open(db),
        Err(error) => {
            Database::Unusable(format!("the {} database cannot be used: {error}", config.database_url.engine()))
        }
    }
}
