//! The index of a running server, shared by its requests.

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
    sync::{Arc, PoisonError, RwLock},
};

use serde::{Deserialize, Serialize};
use tokio::sync::{Mutex, MutexGuard, OwnedSemaphorePermit, Semaphore};

use super::{Index, snapshot};

/// Up to which change of the database an index is complete.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangePosition {
    /// The greatest `search_changes.id` that was applied.
    pub last_id: i64,
    /// The token of that change: another database has another one.
    pub last_token: i64,
    /// On PostgreSQL: every transaction below this number was over, and what it changed was applied.
    pub horizon: i64,
}

/// What of the database's changes an index has.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress {
    pub position: ChangePosition,
    /// Changes that were applied although transactions of smaller numbers were not over.
    pub applied: BTreeSet<i64>,
}

/// The index, with how far it is.
pub struct SearchIndex {
    current: RwLock<Option<(Index, Progress)>>,
    /// Only one task brings the index forward.
    updating: Mutex<()>,
    /// One task at a time makes it again.
    renewing: Arc<Semaphore>,
    /// Where it is saved between starts.
    file: Option<PathBuf>,
}

impl Default for SearchIndex {
    fn default() -> Self {
        Self {
            current: RwLock::default(),
            updating: Mutex::default(),
            renewing: Arc::new(Semaphore::new(1)),
            file: None,
        }
    }
}

impl SearchIndex {
    /// An index that is saved in this file.
    #[must_use]
    pub fn saved_in(file: &Path) -> Self {
        Self { file: Some(file.to_owned()), ..Self::default() }
    }

    /// How far the index is; `None` until it is there.
    #[must_use]
    pub fn progress(&self) -> Option<Progress> {
        self.current.read().unwrap_or_else(PoisonError::into_inner).as_ref().map(|(_, progress)| progress.clone())
    }

    /// Reads the index; `None` until it is there.
    pub fn read<T>(&self, ask: impl FnOnce(&Index) -> T) -> Option<T> {
        self.current.read().unwrap_or_else(PoisonError::into_inner).as_ref().map(|(index, _)| ask(index))
    }

    /// Waits until no other task brings the index forward, and keeps others from it.
    pub async fn lock(&self) -> MutexGuard<'_, ()> {
        self.updating.lock().await
    }

    /// Changes the index, which then is as far as the change says. Readers wait meanwhile.
    pub fn change(&self, change: impl FnOnce(&mut Index) -> Progress) {
        if let Some((index, progress)) = self.current.write().unwrap_or_else(PoisonError::into_inner).as_mut() {
            *progress = change(index);
        }
    }

    /// Keeps other tasks from making the index again, unless one does already.
    #[must_use]
    pub fn begin_renewal(&self) -> Option<OwnedSemaphorePermit> {
        self.renewing.clone().try_acquire_owned().ok()
    }

    /// Puts an index in place of the one there is.
    pub fn replace(&self, index: Index, progress: Progress) {
        *self.current.write().unwrap_or_else(PoisonError::into_inner) = Some((index, progress));
    }

    /// Reads the saved index. Whatever is wrong with the file, the index can be made from the database instead.
    pub fn load(&self) -> Option<(Index, Progress)> {
        let file = self.file.as_deref()?;
        match snapshot::load(file) {
            Ok(loaded) => loaded,
            Err(error) => {
                tracing::warn!(%error, "the saved search index cannot be read and is made from the database");
                None
            }
        }
    }

    /// Saves the index, if it has a file.
    ///
    /// # Errors
    /// When the file cannot be written; an older one stays.
    pub fn save(&self) -> std::io::Result<()> {
        let Some(file) = self.file.as_deref() else { return Ok(()) };
        match &*self.current.read().unwrap_or_else(PoisonError::into_inner) {
            Some(current) => snapshot::save(file, current),
            None => Ok(()),
        }
    }
}
