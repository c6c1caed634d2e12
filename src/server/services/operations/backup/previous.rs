//! What restores replaced is kept for some days.

use chrono::TimeDelta;

use crate::server::{
    config::Config,
    db::{place, transaction},
    error::{AppError, AppResult},
    repositories::operations::installation::{self, Placement},
    state::AppState,
    storage::Storage,
};

/// How long, from the last restore on.
const KEPT: TimeDelta = TimeDelta::days(7);
/// So many at most, for an installation that is restored again and again, such as a copy that follows another one.
const MOST: usize = 8;
/// Between the names of several, where they are stored: neither the name of a file nor a prefix of ours has it.
const BETWEEN: &str = "/";

/// What was replaced and is kept, newest first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Previous {
    /// As `db::place` names them.
    databases: Vec<String>,
    /// Of their files in the storage.
    prefixes: Vec<String>,
}

impl Previous {
    /// What is kept beside an installation.
    #[must_use]
    pub fn of(placement: &Placement) -> Self {
        Self {
            databases: names(placement.previous_database.as_deref()),
            prefixes: names(placement.previous_storage.as_deref()),
        }
    }

    /// With one that is replaced now; then those that are too many, to be discarded.
    #[must_use]
    pub fn and(mut self, database: Option<String>, prefix: Option<String>) -> (Self, Self) {
        if let Some(database) = database {
            self.databases.insert(0, database);
        }
        if let Some(prefix) = prefix {
            self.prefixes.insert(0, prefix);
        }
        let databases = self.databases.split_off(self.databases.len().min(MOST));
        let prefixes = self.prefixes.split_off(self.prefixes.len().min(MOST));
        (self, Self { databases, prefixes })
    }

    /// The names of the databases as they are stored.
    #[must_use]
    pub fn stored_databases(&self) -> Option<String> {
        (!self.databases.is_empty()).then(|| self.databases.join(BETWEEN))
    }

    /// The prefixes as they are stored.
    #[must_use]
    pub fn stored_prefixes(&self) -> Option<String> {
        (!self.prefixes.is_empty()).then(|| self.prefixes.join(BETWEEN))
    }

    /// Whether files below this prefix belong to one of them.
    #[must_use]
    pub fn has_files_below(&self, prefix: &str) -> bool {
        self.prefixes.iter().any(|known| known == prefix)
    }

    /// Removes them; the files of the installation that is live are below `live`.
    ///
    /// # Errors
    /// When the database or the storage do not answer.
    pub async fn discard(&self, config: &Config, live: &str) -> AppResult<()> {
        for database in &self.databases {
            place::discard(&config.database_url, database).await.map_err(AppError::Internal)?;
        }
        for prefix in self.prefixes.iter().filter(|prefix| *prefix != live) {
            let storage = Storage::open(&config.storage_url).map_err(AppError::Internal)?;
            storage.below(prefix).remove_everything().await?;
        }
        Ok(())
    }
}

fn names(stored: Option<&str>) -> Vec<String> {
    stored.map(|stored| stored.split(BETWEEN).map(str::to_owned).collect()).unwrap_or_default()
}

/// Removes what restores replaced when the last one is more than seven days ago; whether something was removed.
///
/// # Errors
/// When the database or the storage do not answer; it is tried again.
pub async fn discard_old(state: &AppState) -> AppResult<bool> {
    let now = state.clock.now();
    discard_if(state, |placement| placement.restored_at.is_some_and(|at| at + KEPT <= now)).await
}

/// Removes what restores replaced, however young; whether something was removed.
///
/// # Errors
/// When the database or the storage do not answer.
pub async fn discard_previous(state: &AppState) -> AppResult<bool> {
    discard_if(state, |_| true).await
}

async fn discard_if(state: &AppState, may_go: impl FnOnce(&Placement) -> bool + Send) -> AppResult<bool> {
    let Some(placement) = installation::placement(&mut state.db.read().await?).await? else { return Ok(false) };
    let previous = Previous::of(&placement);
    if previous == Previous::default() || !may_go(&placement) {
        return Ok(false);
    }
    previous.discard(&state.config, &placement.storage_prefix).await?;
    let state = state.clone();
    transaction!(state, |conn| {
        installation::forget_previous(conn).await?;
    })?;
    tracing::info!("what restores replaced is gone");
    Ok(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn several_are_kept_and_the_oldest_go() {
        let mut placement = Placement {
            storage_prefix: String::new(),
            previous_database: None,
            previous_storage: None,
            restored_at: None,
        };
        assert_eq!(Previous::of(&placement), Previous::default());
        for n in 0..MOST + 2 {
            let database = Some(format!("site.db.before-{n}"));
            let (kept, dropped) = Previous::of(&placement).and(database, Some(placement.storage_prefix.clone()));
            assert_eq!(kept.databases.len(), (n + 1).min(MOST));
            assert_eq!(dropped.stored_databases(), n.checked_sub(MOST).map(|n| format!("site.db.before-{n}")));
            // The first installation has no prefix.
            assert_eq!(dropped.has_files_below(""), n == MOST);
            let own = format!("restored-{n}");
            assert!(!kept.has_files_below(&own) && kept.has_files_below(&placement.storage_prefix));
            placement = Placement {
                storage_prefix: own,
                previous_database: kept.stored_databases(),
                previous_storage: kept.stored_prefixes(),
                restored_at: None,
            };
            assert_eq!(Previous::of(&placement), kept);
        }
    }
}
