//! A place beside the database in which another one is made, and the moment in which it takes that one's place: on SQLite
//! a second file and a rename, on PostgreSQL a second schema and one transaction.

mod postgres;
mod sqlite;

use std::fs::File;

use super::{DatabaseUrl, Db, migrations, url::PostgresOptions};

/// A database that is being made beside the live one.
#[derive(Debug, Clone)]
pub struct Place {
    live: DatabaseUrl,
    /// Where it is made.
    pub url: DatabaseUrl,
    stamp: String,
}

impl Place {
    /// Makes the place; `stamp` tells it from others and consists of digits. What a process that died left of such
    /// places goes.
    ///
    /// # Errors
    /// A sentence for the operator.
    pub async fn make(live: &DatabaseUrl, stamp: &str) -> Result<Self, String> {
        let url = match live {
            DatabaseUrl::Sqlite(path) => {
                sqlite::clear(path)?;
                DatabaseUrl::Sqlite(sqlite::new_path(path, stamp))
            }
            DatabaseUrl::Postgres(options) => {
                let schema = postgres::make(options, stamp).await?;
                DatabaseUrl::Postgres(Box::new(options.in_schema(&schema)))
            }
        };
        Ok(Self { live: live.clone(), url, stamp: stamp.to_owned() })
    }

    /// Under what name the live database will be kept; `None` when there is none.
    #[must_use]
    pub fn previous(&self) -> Option<String> {
        match &self.live {
            DatabaseUrl::Sqlite(path) => path.exists().then(|| sqlite::previous_name(path, &self.stamp)),
            DatabaseUrl::Postgres(_) => Some(postgres::previous_schema(&self.stamp)),
        }
    }

    /// Where the database that was live is after the switch.
    #[must_use]
    pub fn previous_url(&self) -> DatabaseUrl {
        match &self.live {
            DatabaseUrl::Sqlite(path) => {
                DatabaseUrl::Sqlite(path.with_file_name(sqlite::previous_name(path, &self.stamp)))
            }
            DatabaseUrl::Postgres(options) => {
                DatabaseUrl::Postgres(Box::new(options.in_schema(&postgres::previous_schema(&self.stamp))))
            }
        }
    }

    /// Puts the new database in the place of the live one, which is kept. Whenever the process ends, the address leads to
    /// one of both, whole.
    ///
    /// # Errors
    /// A sentence for the operator, such as that a server is running; then nothing has changed, unless the connection to
    /// PostgreSQL broke: then this is not known.
    pub async fn switch(&self) -> Result<(), String> {
        match (&self.live, &self.url) {
            (DatabaseUrl::Sqlite(live), DatabaseUrl::Sqlite(new)) => {
                let (live, new, stamp) = (live.clone(), new.clone(), self.stamp.clone());
                let switched = tokio::task::spawn_blocking(move || sqlite::switch(&live, &new, &stamp));
                switched.await.map_err(|error| error.to_string())?
            }
            (DatabaseUrl::Postgres(live), _) => postgres::switch(live, &self.stamp).await,
            (DatabaseUrl::Sqlite(_), DatabaseUrl::Postgres(_)) => Err("two kinds of databases".to_owned()),
        }
    }

    /// Removes what was made here.
    pub async fn give_up(&self) {
        let removed = match &self.live {
            DatabaseUrl::Sqlite(path) => sqlite::clear(path),
            DatabaseUrl::Postgres(options) => postgres::clear(options).await,
        };
        if let Err(error) = removed {
            tracing::warn!(%error, "what was begun beside the database stays until the next attempt");
        }
    }
}

/// Waits until nothing else has the database open: what [`Place::switch`] needs too, but may say hours later.
///
/// # Errors
/// A sentence for the operator: a server is running, or PostgreSQL does not answer.
pub async fn wait_for_others(url: &DatabaseUrl) -> Result<(), String> {
    match url {
        DatabaseUrl::Sqlite(path) => {
            let path = path.clone();
            let waited = tokio::task::spawn_blocking(move || sqlite::wait_for_others(&path));
            waited.await.map_err(|error| error.to_string())?
        }
        DatabaseUrl::Postgres(options) => postgres::nothing_else_is_connected(options).await,
    }
}

/// Tells [`wait_for_others`] that a server works on this database until what is returned is dropped or the process ends.
/// PostgreSQL knows by itself which servers are connected: their jobs ask every second.
#[must_use]
pub fn hold(url: &DatabaseUrl) -> Option<File> {
    match url {
        DatabaseUrl::Sqlite(path) => sqlite::hold(path),
        DatabaseUrl::Postgres(_) => None,
    }
}

/// Whether there is a database at this address that has tables already.
///
/// # Errors
/// A sentence for the operator.
pub async fn is_in_use(url: &DatabaseUrl) -> Result<bool, String> {
    match url {
        DatabaseUrl::Sqlite(path) if !path.exists() => Ok(false),
        _ => {
            let db = Db::open(url, 1).map_err(|error| error.to_string())?;
            let answer = db.check().await.map_err(|error| error.to_string());
            db.close().await;
            answer?;
            // Before its first migration there is nothing in it.
            let first = migrations::oldest().unwrap_or_default();
            Ok(!migrations::pending(url).await?.contains(&first))
        }
    }
}

/// Removes a database that was kept under this name.
///
/// # Errors
/// A sentence for the log.
pub async fn discard(url: &DatabaseUrl, previous: &str) -> Result<(), String> {
    match url {
        DatabaseUrl::Sqlite(path) => sqlite::discard(path, previous),
        DatabaseUrl::Postgres(options) => postgres::discard(options, previous).await,
    }
}

impl PostgresOptions {
    /// The same database, with everything in a schema of this name.
    fn in_schema(&self, schema: &str) -> Self {
        let mut changed = self.clone();
        let setting = format!("-c search_path={schema}");
        let options = match self.config.get_options() {
            Some(given) => format!("{given} {setting}"),
            None => setting,
        };
        changed.config.options(options);
        changed
    }
}
