//! Bringing a database to the shape this program expects.

use std::path::Path;

use diesel::migration::MigrationSource;
use diesel::{Connection as _, SqliteConnection, connection::SimpleConnection as _};
use diesel_async::{AsyncMigrationHarness, SimpleAsyncConnection as _};
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};

use super::{
    postgres::Connector,
    sqlite::SETTINGS,
    url::{DatabaseUrl, PostgresOptions},
};

const SQLITE: EmbeddedMigrations = embed_migrations!("migrations/sqlite");
const POSTGRES: EmbeddedMigrations = embed_migrations!("migrations/postgres");

/// Runs every migration not yet run and returns their versions, oldest first.
///
/// On PostgreSQL an advisory lock lets one of several starting servers do it.
///
/// # Errors
/// A sentence for the operator; a failed migration leaves the database as it was.
pub async fn run(url: &DatabaseUrl) -> Result<Vec<String>, String> {
    bring(url, None).await
}

async fn bring(url: &DatabaseUrl, last: Option<String>) -> Result<Vec<String>, String> {
    match url {
        DatabaseUrl::Sqlite(path) => {
            let path = path.clone();
            tokio::task::spawn_blocking(move || run_sqlite(&path, last)).await.map_err(|error| error.to_string())?
        }
        DatabaseUrl::Postgres(options) => run_postgres(options, last).await,
    }
}

/// As [`run`], up to the migration of this name: the shape that a backup of an older version has.
///
/// # Errors
/// As [`run`].
pub async fn run_up_to(url: &DatabaseUrl, last: &str) -> Result<Vec<String>, String> {
    bring(url, Some(last.to_owned())).await
}

/// The name of the newest migration.
#[must_use]
pub fn newest() -> Option<String> {
    names_of_all().into_iter().max()
}

/// The name of the first migration.
#[must_use]
pub fn oldest() -> Option<String> {
    names_of_all().into_iter().min()
}

fn names_of_all() -> Vec<String> {
    let all = MigrationSource::<diesel::sqlite::Sqlite>::migrations(&SQLITE).unwrap_or_default();
    all.iter().map(|migration| migration.name().to_string()).collect()
}

/// Names of the migrations that [`run`] would run.
///
/// # Errors
/// A sentence for the operator.
pub async fn pending(url: &DatabaseUrl) -> Result<Vec<String>, String> {
    match url {
        DatabaseUrl::Sqlite(path) => {
            let path = path.to_str().ok_or("the database path is not UTF-8")?.to_owned();
            tokio::task::spawn_blocking(move || {
                let mut conn = SqliteConnection::establish(&path).map_err(|error| error.to_string())?;
                conn.batch_execute(SETTINGS).map_err(|error| error.to_string())?;
                names(&mut conn, SQLITE)
            })
            .await
            .map_err(|error| error.to_string())?
        }
        DatabaseUrl::Postgres(options) => {
            let connector = Connector::new(options)?;
            let conn = connector.connect().await.map_err(|error| format!("PostgreSQL cannot be reached: {error}"))?;
            tokio::task::spawn_blocking(move || names(&mut AsyncMigrationHarness::new(conn), POSTGRES))
                .await
                .map_err(|error| error.to_string())?
        }
    }
}

fn names<DB, H>(harness: &mut H, migrations: EmbeddedMigrations) -> Result<Vec<String>, String>
where
    DB: diesel::backend::Backend,
    H: MigrationHarness<DB>,
{
    let pending =
        harness.pending_migrations(migrations).map_err(|error| format!("migrations cannot be read: {error}"))?;
    Ok(pending.iter().map(|migration| migration.name().to_string()).collect())
}

fn run_sqlite(path: &Path, last: Option<String>) -> Result<Vec<String>, String> {
    create_private_file(path)?;
    let shown = path.display();
    let name = path.to_str().ok_or("the database path is not UTF-8")?;
    let mut conn = SqliteConnection::establish(name)
        .map_err(|error| format!("The SQLite database {shown} cannot be opened: {error}"))?;
    conn.batch_execute(SETTINGS).map_err(|error| format!("The SQLite database {shown} cannot be used: {error}"))?;
    migrate(&mut conn, SQLITE, last)
}

async fn run_postgres(options: &PostgresOptions, last: Option<String>) -> Result<Vec<String>, String> {
    let connector = Connector::new(options)?;
    let mut conn = connector.connect().await.map_err(|error| format!("PostgreSQL cannot be reached: {error}"))?;
    // The lock is held until this connection closes. The number is ours: « tm » on a phone's keys, and a year.
    conn.batch_execute("SET statement_timeout = 0; SET lock_timeout = 0; SELECT pg_advisory_lock(862026)")
        .await
        .map_err(|error| format!("The migration lock cannot be taken: {error}"))?;
    tokio::task::spawn_blocking(move || {
        let mut harness = AsyncMigrationHarness::new(conn);
        migrate(&mut harness, POSTGRES, last)
    })
    .await
    .map_err(|error| error.to_string())?
}

fn migrate<DB, H>(harness: &mut H, migrations: EmbeddedMigrations, last: Option<String>) -> Result<Vec<String>, String>
where
    DB: diesel::backend::Backend,
    H: MigrationHarness<DB>,
{
    let pending =
        harness.pending_migrations(migrations).map_err(|error| format!("migrations cannot be read: {error}"))?;
    let wanted = |name: &str| last.as_deref().is_none_or(|last| name <= last);
    let mut versions = Vec::new();
    for migration in pending.iter().filter(|migration| wanted(&migration.name().to_string())) {
        let version = harness.run_migration(migration.as_ref());
        versions.push(version.map_err(|error| format!("A migration failed and was undone: {error}"))?.to_string());
    }
    Ok(versions)
}

/// The file holds personal data: only its owner may read it, from its first byte on.
fn create_private_file(path: &Path) -> Result<(), String> {
    use std::os::unix::fs::OpenOptionsExt as _;
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        std::fs::create_dir_all(folder)
            .map_err(|error| format!("The folder {} cannot be made: {error}", folder.display()))?;
    }
    std::fs::OpenOptions::new()
        .create(true)
        .truncate(false)
        .write(true)
        .mode(0o600)
        .open(path)
        .map(|_| ())
        .map_err(|error| format!("The SQLite database {} cannot be written: {error}", path.display()))
}
