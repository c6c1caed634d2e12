//! Where backups are stored: a folder or a bucket of their own.

use std::{io, ops::Range, path::PathBuf, sync::Arc, time::Duration};

use bytes::Bytes;
use futures_util::{StreamExt as _, TryStreamExt as _, stream::BoxStream};
use object_store::{GetOptions, GetRange, ObjectStore, ObjectStoreExt as _, WriteMultipart, path::Path};
use tokio::sync::mpsc;

use super::{Storage, StorageUrl, fault, leftovers};
use crate::{
    domain::backup::moment_of,
    server::error::{AppError, AppResult},
};

/// Parts on their way to a bucket at once, of five megabytes each.
const PARTS_AT_ONCE: usize = 3;
/// Pieces that wait for them.
const QUEUE: usize = 8;

/// The place.
#[derive(Clone)]
pub struct BackupPlace {
    store: Arc<dyn ObjectStore>,
    prefix: String,
    /// The folder, when it is one.
    folder: Option<PathBuf>,
}

/// A backup that lies there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredBackup {
    pub name: String,
    pub bytes: u64,
}

impl BackupPlace {
    /// Opens the place. A folder is made if it is missing.
    ///
    /// # Errors
    /// A sentence for the operator, without secrets.
    pub fn open(url: &StorageUrl) -> Result<Self, String> {
        let Storage { store, prefix, folder, .. } = Storage::open(url)?;
        Ok(Self { store, prefix, folder })
    }

    /// The backups there, oldest first.
    ///
    /// # Errors
    /// `Unavailable` when the bucket does not answer.
    pub async fn list(&self) -> AppResult<Vec<StoredBackup>> {
        let prefix = (!self.prefix.is_empty()).then(|| Path::from(self.prefix.as_str()));
        let mut found = Vec::new();
        let mut listed = self.store.list(prefix.as_ref());
        while let Some(meta) = listed.try_next().await.map_err(fault)? {
            if let Some(name) = meta.location.filename().filter(|name| moment_of(name).is_some()) {
                found.push(StoredBackup { name: name.to_owned(), bytes: meta.size });
            }
        }
        found.sort_by(|one, other| one.name.cmp(&other.name));
        Ok(found)
    }

    /// The backup of this name, if there is one.
    ///
    /// # Errors
    /// `Unavailable` when the bucket does not answer.
    pub async fn find(&self, name: &str) -> AppResult<Option<StoredBackup>> {
        if moment_of(name).is_none() {
            return Ok(None);
        }
        match self.store.head(&self.path(name)).await {
            Ok(meta) => Ok(Some(StoredBackup { name: name.to_owned(), bytes: meta.size })),
            Err(object_store::Error::NotFound { .. }) => Ok(None),
            Err(error) => Err(fault(error)),
        }
    }

    /// These bytes of a backup, in pieces.
    ///
    /// # Errors
    /// `NotFound` when it is gone, `Unavailable` when the bucket does not answer.
    pub async fn read(&self, name: &str, bytes: Range<u64>) -> AppResult<BoxStream<'static, AppResult<Bytes>>> {
        // No store takes a range that holds nothing.
        let range = (!bytes.is_empty()).then_some(GetRange::Bounded(bytes));
        let options = GetOptions { range, ..GetOptions::default() };
        match self.store.get_opts(&self.path(name), options).await {
            Ok(found) => Ok(found.into_stream().map_err(fault).boxed()),
            Err(object_store::Error::NotFound { .. }) => Err(AppError::NotFound),
            Err(error) => Err(fault(error)),
        }
    }

    /// Where a backup lies on this machine, when the place is a folder.
    #[must_use]
    pub fn local_path(&self, name: &str) -> Option<PathBuf> {
        self.folder.as_ref().map(|folder| folder.join(name))
    }

    /// Begins to write a backup, which appears when its end is told that it is whole.
    ///
    /// # Errors
    /// `StorageFull`, `Unavailable`.
    pub async fn upload(&self, name: &str) -> AppResult<(UploadWriter, UploadEnd)> {
        let parts = self.store.put_multipart(&self.path(name)).await.map_err(fault)?;
        let (pieces, mut taken) = mpsc::channel::<Bytes>(QUEUE);
        let end = tokio::spawn(async move {
            let mut parts = WriteMultipart::new(parts);
            while let Some(piece) = taken.recv().await {
                if let Err(error) = parts.wait_for_capacity(PARTS_AT_ONCE).await {
                    give_up(parts).await;
                    return Err(fault(error));
                }
                parts.put(piece);
            }
            Ok(parts)
        });
        Ok((UploadWriter(pieces), UploadEnd(end)))
    }

    /// Removes a backup; one that is not there is no error.
    ///
    /// # Errors
    /// `Unavailable` when the bucket does not answer.
    pub async fn delete(&self, name: &str) -> AppResult<()> {
        match self.store.delete(&self.path(name)).await {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
            Err(error) => Err(fault(error)),
        }
    }

    /// Removes what a process that died left of a backup in a folder, if it is older than `age`; answers how many. A bucket
    /// has rules of its own for uploads that do not end.
    ///
    /// # Errors
    /// `Internal` when the folder cannot be read or written.
    pub async fn remove_leftovers(&self, age: Duration) -> AppResult<usize> {
        let Some(folder) = self.folder.clone() else { return Ok(0) };
        let is_ours = |name: &str| moment_of(name).is_some();
        tokio::task::spawn_blocking(move || leftovers::remove_of(&folder, age, is_ours))
            .await
            .map_err(AppError::internal)?
            .map_err(AppError::internal)
    }

    fn path(&self, name: &str) -> Path {
        if self.prefix.is_empty() { Path::from(name) } else { Path::from(format!("{}/{name}", self.prefix)) }
    }
}

/// The end of an upload, good or bad.
pub struct UploadEnd(tokio::task::JoinHandle<AppResult<WriteMultipart>>);

impl UploadEnd {
    /// Makes the backup appear; the writer is dropped before.
    ///
    /// # Errors
    /// `StorageFull`, `Unavailable`.
    pub async fn finish(self) -> AppResult<()> {
        let parts = self.0.await.map_err(AppError::internal)??;
        parts.finish().await.map(drop).map_err(fault)
    }

    /// Leaves nothing behind.
    pub async fn abort(self) {
        if let Ok(Ok(parts)) = self.0.await {
            give_up(parts).await;
        }
    }
}

async fn give_up(parts: WriteMultipart) {
    if let Err(error) = parts.abort().await {
        tracing::debug!(%error, "parts of a backup that was given up stay");
    }
}

/// Hands bytes over; for threads that may block.
pub struct UploadWriter(mpsc::Sender<Bytes>);

impl io::Write for UploadWriter {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let piece = Bytes::copy_from_slice(bytes);
        self.0.blocking_send(piece).map_err(|_| io::Error::other("the place of backups takes no more"))?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn what_a_dead_process_left_of_a_backup_goes_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let place = BackupPlace::open(&StorageUrl::Folder(folder.path().to_owned())).unwrap();
        let name = "talentsmaroc-2026-11-30-153000.backup.zip";
        let foreign = ["notes#1".to_owned(), format!("{name}#x"), name.to_owned()];
        for file in foreign.iter().chain([&format!("{name}#1")]) {
            std::fs::write(folder.path().join(file), b"x").unwrap();
        }
        assert_eq!(place.remove_leftovers(Duration::from_secs(60)).await.unwrap(), 0, "it may be on its way");
        assert_eq!(place.remove_leftovers(Duration::ZERO).await.unwrap(), 1);
        assert!(foreign.iter().all(|file| folder.path().join(file).exists()));
    }
}
