//! Many files that count only all together: the disk is waited for once, not for each.

use std::{fs::File, io, sync::Arc};

use super::{Storage, StorageUrl};
use crate::server::error::{AppError, AppResult};

impl Storage {
    /// As [`Storage::open`], for many files of which none counts before [`Self::settle`], which is many times faster. Only
    /// Linux can wait for all of them at once; elsewhere each is waited for.
    ///
    /// # Errors
    /// A sentence for the operator, without secrets.
    pub fn open_for_many(url: &StorageUrl) -> Result<Self, String> {
        let at_once = cfg!(target_os = "linux");
        let mut storage = Self::open_with(url, !at_once)?;
        if let Some(folder) = storage.folder.as_ref().filter(|_| at_once) {
            let opened = File::open(folder)
                .map_err(|error| format!("The storage folder {} cannot be used: {error}", folder.display()))?;
            storage.unsettled = Some(Arc::new(opened));
        }
        Ok(storage)
    }

    /// Waits until everything that was stored survives a power cut.
    ///
    /// # Errors
    /// When the disk could not write all of it.
    pub async fn settle(&self) -> AppResult<()> {
        let Some(folder) = self.unsettled.clone() else { return Ok(()) };
        let settling = tokio::task::spawn_blocking(move || wait_for_disk(&folder));
        settling.await.map_err(AppError::internal)?.map_err(AppError::internal)
    }
}

/// For the whole disk: the files lie in hundreds of folders.
#[cfg(target_os = "linux")]
fn wait_for_disk(folder: &File) -> io::Result<()> {
    rustix::fs::syncfs(folder).map_err(io::Error::from)
}

#[cfg(not(target_os = "linux"))]
fn wait_for_disk(folder: &File) -> io::Result<()> {
    folder.sync_all()
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;

    use super::*;
    use crate::server::storage::{Key, new_name};

    #[tokio::test]
    async fn what_was_stored_together_is_there_when_it_has_settled() {
        let folder = tempfile::tempdir().unwrap();
        let url = StorageUrl::Folder(folder.path().join("storage"));
        let storage = Storage::open_for_many(&url).unwrap().below("restored-1");
        let keys: Vec<Key> = (0..20).map(|_| Key::cv(&new_name().unwrap())).collect();
        for key in &keys {
            storage.put(key, Bytes::from_static(b"%PDF-1.7")).await.unwrap();
        }
        storage.settle().await.unwrap();
        let later = Storage::open(&url).unwrap();
        later.settle().await.unwrap();
        assert_eq!(later.below("restored-1").list().await.unwrap().files.len(), keys.len());
    }
}
