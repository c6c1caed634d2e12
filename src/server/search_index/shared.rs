//! The index of a running server, shared by its requests.

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
    sync::{Arc, PoisonError, RwLock, RwLockWriteGuard},
};

use serde::{Deserialize, Serialize};
use tokio::sync::{Mutex, OwnedMutexGuard, OwnedSemaphorePermit, Semaphore};

use super::{Index, index::SeenPeople, snapshot};

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
    updating: Arc<Mutex<()>>,
    /// One task at a time makes it again.
    renewing: Arc<Semaphore>,
    /// Where it is saved between starts.
    file: Option<PathBuf>,
    /// How far the saved one is.
    saved: std::sync::Mutex<Option<Progress>>,
}

impl Default for SearchIndex {
    fn default() -> Self {
        Self {
            current: RwLock::default(),
            updating: Arc::default(),
            renewing: Arc::new(Semaphore::new(1)),
            file: None,
            saved: std::sync::Mutex::default(),
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
        self.current.read().ok()?.as_ref().map(|(_, progress)| progress.clone())
    }

    /// Reads the index; `None` until it is there.
    pub fn read<T>(&self, ask: impl FnOnce(&Index) -> T) -> Option<T> {
        self.current.read().ok()?.as_ref().map(|(index, _)| ask(index))
    }

    /// Waits until no other task brings the index forward, and keeps others from it.
    pub async fn lock(&self) -> OwnedMutexGuard<()> {
        self.updating.clone().lock_owned().await
    }

    /// Changes the index, which then is as far as the change says. Readers wait meanwhile. A saved index that knows
    /// people who are erased now is deleted.
    pub fn change(&self, change: impl FnOnce(&mut Index) -> Progress) {
        let mut has_erased = false;
        if let Some((index, progress)) = self.write().as_mut() {
            *progress = change(index);
            has_erased = index.has_erased();
        }
        if has_erased {
            self.delete_file();
        }
    }

    /// Takes over when people were last seen. Readers wait meanwhile.
    pub fn note_seen(&self, seen: &SeenPeople) {
        if let Some((index, _)) = self.write().as_mut() {
            index.note_seen(seen);
        }
    }

    /// Keeps other tasks from making the index again, unless one does already.
    #[must_use]
    pub fn begin_renewal(&self) -> Option<OwnedSemaphorePermit> {
        self.renewing.clone().try_acquire_owned().ok()
    }

    /// Puts an index in place of the one there is, and gives that one back: to drop it takes time. As
    /// [`SearchIndex::change`], it deletes a saved index that knows people who are erased now.
    #[must_use]
    pub fn replace(&self, index: Index, progress: Progress) -> Option<(Index, Progress)> {
        if index.has_erased() {
            self.delete_file();
        }
        self.write().replace((index, progress))
    }

    /// Leaves no index: the next search makes one.
    #[must_use]
    pub fn take(&self) -> Option<(Index, Progress)> {
        self.write().take()
    }

    /// A change that broke off half-way left an index that cannot be trusted.
    fn write(&self) -> RwLockWriteGuard<'_, Option<(Index, Progress)>> {
        self.current.write().unwrap_or_else(|poisoned| {
            self.current.clear_poison();
            let mut current = poisoned.into_inner();
            *current = None;
            current
        })
    }

    /// Reads the saved index. Whatever is wrong with the file, the index can be made from the database instead.
    pub fn load(&self) -> Option<(Index, Progress)> {
        let file = self.file.as_deref()?;
        match snapshot::load(file) {
            Ok(loaded) => {
                *self.saved.lock().unwrap_or_else(PoisonError::into_inner) =
                    loaded.as_ref().map(|(_, progress)| progress.clone());
                loaded
            }
            Err(error) => {
                tracing::warn!(%error, "the saved search index cannot be read and is made from the database");
                None
            }
        }
    }

    /// Saves the index, if it has a file, something changed since, and nothing in it is of people who were erased. Call
    /// it under the lock: while a change waits, no reader gets its turn.
    ///
    /// # Errors
    /// When the file cannot be written; an older one stays.
    pub fn save(&self) -> std::io::Result<()> {
        let Some(file) = self.file.as_deref() else { return Ok(()) };
        let mut saved = self.saved.lock().unwrap_or_else(PoisonError::into_inner);
        let content = {
            let Ok(current) = self.current.read() else { return Ok(()) };
            match &*current {
                Some(current) if !current.0.has_erased() && saved.as_ref() != Some(&current.1) => {
                    Some((snapshot::content(current)?, current.1.clone()))
                }
                _ => None,
            }
        };
        if let Some((content, progress)) = content {
            snapshot::write(file, &content)?;
            *saved = Some(progress);
        }
        Ok(())
    }

    fn delete_file(&self) {
        let Some(file) = self.file.as_deref() else { return };
        *self.saved.lock().unwrap_or_else(PoisonError::into_inner) = None;
        if let Err(error) = std::fs::remove_file(file)
            && error.kind() != std::io::ErrorKind::NotFound
        {
            tracing::warn!(%error, "the saved search index, which knows erased people, could not be deleted");
        }
    }
}
