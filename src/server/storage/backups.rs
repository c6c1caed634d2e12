//! Where backups of a schedule are stored: a folder or a bucket of their own.

use std::{io, sync::Arc};

use bytes::Bytes;
use futures_util::TryStreamExt as _;
use object_store::{ObjectStore, ObjectStoreExt as _, WriteMultipart, path::Path};
use tokio::sync::mpsc;

use super::{Storage, StorageUrl, fault};
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
        let Storage { store, prefix, .. } = Storage::open(url)?;
        Ok(Self { store, prefix })
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
                parts.wait_for_capacity(PARTS_AT_ONCE).await.map_err(fault)?;
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
        if let Ok(Ok(parts)) = self.0.await
            && let Err(error) = parts.abort().await
        {
            tracing::debug!(%error, "parts of a backup that was given up stay");
        }
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
