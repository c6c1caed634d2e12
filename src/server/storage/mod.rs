//! Uploaded files: in a folder by default, in an S3 bucket by `STORAGE_URL`. What is written is whole or not there.

mod backups;
mod key;
mod leftovers;
mod marker;
mod s3;
mod settle;
mod trash;
mod url;

use std::{fs, io, path::PathBuf, sync::Arc, time::Duration};

use bytes::Bytes;
use chrono::{DateTime, Utc};
use futures_util::TryStreamExt as _;
use object_store::{ObjectStore, ObjectStoreExt as _, PutPayload, local::LocalFileSystem, path::Path};

use self::key::export_shelf;
pub use self::{
    backups::{BackupPlace, StoredBackup, UploadEnd, UploadWriter},
    key::{Key, is_name, new_name},
    trash::{TRASH_KEPT_DAYS, Trashed},
    url::StorageUrl,
};
use super::error::{AppError, AppResult};

/// The storage of uploaded files. Cheap to clone.
#[derive(Clone)]
pub struct Storage {
    store: Arc<dyn ObjectStore>,
    /// Before every key; empty in a folder of our own.
    prefix: String,
    /// The folder, when it is one.
    folder: Option<PathBuf>,
    /// The folder again, when files are waited for all at once: opened before the first of them, because from then on the
    /// disk tells what it could not write.
    unsettled: Option<Arc<fs::File>>,
}

/// A file that lies in the storage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredObject {
    pub key: Key,
    pub modified: DateTime<Utc>,
    pub bytes: u64,
}

/// Everything of ours that lies in the storage.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Listing {
    pub files: Vec<StoredObject>,
    pub trash: Vec<Trashed>,
}

impl Storage {
    /// Opens the storage. A folder is made if it is missing; a bucket is asked only when it is used.
    ///
    /// # Errors
    /// A sentence for the operator, without secrets.
    pub fn open(url: &StorageUrl) -> Result<Self, String> {
        // Rows point to files, so files must survive a power cut first.
        Self::open_with(url, true)
    }

    /// Whether each file is waited for until it survives a power cut.
    fn open_with(url: &StorageUrl, settles_each: bool) -> Result<Self, String> {
        match url {
            StorageUrl::Folder(folder) => {
                make_folder(folder)?;
                let store = LocalFileSystem::new_with_prefix(folder)
                    .map_err(|error| format!("The storage folder {} cannot be used: {error}", folder.display()))?
                    .with_fsync(settles_each);
                Ok(Self {
                    store: Arc::new(store),
                    prefix: String::new(),
                    folder: Some(folder.clone()),
                    unsettled: None,
                })
            }
            StorageUrl::S3 { bucket, prefix, options } => {
                let store = s3::open(bucket, options)?;
                Ok(Self { store: Arc::new(store), prefix: prefix.clone(), folder: None, unsettled: None })
            }
        }
    }

    /// The same storage, everything in it below a further prefix.
    #[must_use]
    pub fn below(&self, prefix: &str) -> Self {
        let parts = [self.prefix.as_str(), prefix];
        let prefix = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("/");
        Self { prefix, ..self.clone() }
    }

    /// Removes everything of ours, with the mark.
    ///
    /// # Errors
    /// `Unavailable` when the bucket does not answer.
    pub async fn remove_everything(&self) -> AppResult<()> {
        let listing = self.list().await?;
        for file in &listing.files {
            self.delete(&file.key).await?;
        }
        for trashed in &listing.trash {
            self.delete_trashed(trashed).await?;
        }
        self.remove_mark().await
    }

    /// Stores a file, whole or not at all.
    ///
    /// # Errors
    /// `StorageFull` when there is no room, `Unavailable` when the bucket does not answer.
    pub async fn put(&self, key: &Key, bytes: Bytes) -> AppResult<()> {
        self.store.put(&key.below(&self.prefix), PutPayload::from_bytes(bytes)).await.map_err(fault)?;
        Ok(())
    }

    /// Reads a file; `None` when there is none.
    pub async fn get(&self, key: &Key) -> AppResult<Option<Bytes>> {
        let found = match self.store.get(&key.below(&self.prefix)).await {
            Ok(found) => found,
            Err(object_store::Error::NotFound { .. }) => return Ok(None),
            Err(error) => return Err(fault(error)),
        };
        match found.bytes().await {
            Ok(bytes) => Ok(Some(bytes)),
            Err(object_store::Error::NotFound { .. }) => Ok(None),
            Err(error) => Err(fault(error)),
        }
    }

    /// Removes a file; one that is not there is no error.
    pub async fn delete(&self, key: &Key) -> AppResult<()> {
        match self.store.delete(&key.below(&self.prefix)).await {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
            Err(error) => Err(fault(error)),
        }
    }

    /// Removes every part of the file of an export, whole or not.
    ///
    /// # Errors
    /// `Unavailable` when the bucket does not answer.
    pub async fn delete_export(&self, name: &str) -> AppResult<()> {
        let shelf = export_shelf(name);
        let shelf =
            if self.prefix.is_empty() { Path::from(shelf) } else { Path::from(format!("{}/{shelf}", self.prefix)) };
        let mut parts = Vec::new();
        let mut listed = self.store.list(Some(&shelf));
        while let Some(meta) = listed.try_next().await.map_err(fault)? {
            let own = meta.location.filename().and_then(|file| file.split_once('-')).map(|(own, _)| own);
            if own == Some(name) {
                parts.push(meta.location);
            }
        }
        for part in parts {
            match self.store.delete(&part).await {
                Ok(()) | Err(object_store::Error::NotFound { .. }) => {}
                Err(error) => return Err(fault(error)),
            }
        }
        Ok(())
    }

    /// Lists everything of ours.
    ///
    /// # Errors
    /// `Unavailable` when the bucket does not answer.
    pub async fn list(&self) -> AppResult<Listing> {
        let prefix = (!self.prefix.is_empty()).then(|| Path::from(self.prefix.as_str()));
        let mut listing = Listing::default();
        let mut listed = self.store.list(prefix.as_ref());
        while let Some(meta) = listed.try_next().await.map_err(fault)? {
            let path = meta.location.as_ref();
            let own = path.strip_prefix(&self.prefix).unwrap_or(path).trim_start_matches('/');
            if let Some(key) = Key::from_listed(own) {
                listing.files.push(StoredObject { key, modified: meta.last_modified, bytes: meta.size });
            } else if let Some((key, day)) = Key::from_trash(own) {
                listing.trash.push(Trashed { key, day, bytes: meta.size });
            }
        }
        Ok(listing)
    }

    /// Bytes that are free on the disk of a folder; `None` for a bucket, or when they cannot be found out.
    #[must_use]
    pub fn free_bytes(&self) -> Option<u64> {
        let system = rustix::fs::statvfs(self.folder.as_deref()?).ok()?;
        Some(system.f_bavail.saturating_mul(system.f_frsize))
    }

    /// Removes what a process that died left half-written, if it is older than `age`; answers how many.
    pub async fn remove_leftovers(&self, age: Duration) -> AppResult<usize> {
        let Some(folder) = self.folder.clone() else { return Ok(0) };
        tokio::task::spawn_blocking(move || leftovers::remove(&folder, age))
            .await
            .map_err(AppError::internal)?
            .map_err(AppError::internal)
    }
}

/// Only the owner of the process may look into it.
fn make_folder(folder: &std::path::Path) -> Result<(), String> {
    use std::os::unix::fs::DirBuilderExt as _;
    fs::DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(folder)
        .map_err(|error| format!("The storage folder {} cannot be made: {error}", folder.display()))
}

/// What a failure of the storage means to us. Its texts hold paths of random names only.
fn fault(error: object_store::Error) -> AppError {
    match io_error(&error) {
        Some(io) if matches!(io.kind(), io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded) => {
            return AppError::StorageFull;
        }
        Some(_) => return AppError::internal(format!("storage: {error}")),
        None => {}
    }
    match error {
        object_store::Error::Generic { .. } => AppError::Unavailable(format!("storage: {error}")),
        other => AppError::internal(format!("storage: {other}")),
    }
}

/// The failure of the operating system behind an error of the local folder.
fn io_error(error: &object_store::Error) -> Option<&io::Error> {
    let object_store::Error::Generic { store: "LocalFileSystem", source } = error else { return None };
    let mut cause: Option<&(dyn std::error::Error + 'static)> = Some(source.as_ref());
    while let Some(one) = cause {
        if let Some(found) = one.downcast_ref::<io::Error>() {
            return Some(found);
        }
        cause = one.source();
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn local() -> (tempfile::TempDir, Storage) {
        let folder = tempfile::tempdir().unwrap();
        let storage = Storage::open(&StorageUrl::Folder(folder.path().join("storage"))).unwrap();
        (folder, storage)
    }

    #[tokio::test]
    async fn a_file_is_written_read_listed_and_deleted() {
        let (_folder, storage) = local();
        let key = Key::cv(&new_name().unwrap());
        assert_eq!(storage.get(&key).await.unwrap(), None);
        storage.put(&key, Bytes::from_static(b"%PDF-1.7")).await.unwrap();
        assert_eq!(storage.get(&key).await.unwrap().as_deref(), Some(&b"%PDF-1.7"[..]));
        let listing = storage.list().await.unwrap();
        assert_eq!(listing.files.iter().map(|file| &file.key).collect::<Vec<_>>(), [&key]);
        assert!(listing.files[0].modified > Utc::now() - chrono::TimeDelta::minutes(1));
        storage.delete(&key).await.unwrap();
        storage.delete(&key).await.unwrap();
        assert_eq!(storage.get(&key).await.unwrap(), None);
    }

    #[tokio::test]
    async fn a_mark_is_written_once() {
        let (_folder, storage) = local();
        assert_eq!(storage.mark().await.unwrap(), None);
        assert!(storage.put_first_mark("one").await.unwrap());
        assert!(!storage.put_first_mark("two").await.unwrap());
        assert_eq!(storage.mark().await.unwrap().as_deref(), Some("one"));
        storage.replace_mark("two").await.unwrap();
        assert_eq!(storage.mark().await.unwrap().as_deref(), Some("two"));
        assert_eq!(storage.list().await.unwrap(), Listing::default(), "it is no file");
    }

    #[tokio::test]
    async fn what_was_thrown_away_is_listed_comes_back_and_can_be_deleted() {
        let (_folder, storage) = local();
        let key = Key::photo(&new_name().unwrap(), 160);
        let day = chrono::NaiveDate::from_ymd_opt(2026, 11, 29).unwrap();
        storage.put(&key, Bytes::from_static(b"photo")).await.unwrap();
        storage.throw_away(&key, day).await.unwrap();
        storage.throw_away(&key, day).await.unwrap();
        assert_eq!(storage.get(&key).await.unwrap(), None);
        let trashed = Trashed { key: key.clone(), day, bytes: 5 };
        assert_eq!(storage.list().await.unwrap().trash, std::slice::from_ref(&trashed));
        assert!(storage.restore(&trashed).await.unwrap());
        assert!(!storage.restore(&trashed).await.unwrap());
        assert_eq!(storage.get(&key).await.unwrap().as_deref(), Some(&b"photo"[..]));
        for (days, comes_back) in [(0, true), (TRASH_KEPT_DAYS, true), (TRASH_KEPT_DAYS + 20, false)] {
            storage.throw_away(&key, day).await.unwrap();
            let today = day + chrono::TimeDelta::days(days);
            assert_eq!(storage.restore_any(&key, today).await.unwrap(), comes_back, "{days}");
        }
        storage.delete_trashed(&trashed).await.unwrap();
        assert_eq!(storage.list().await.unwrap(), Listing::default());
        let other = Key::cv(&new_name().unwrap());
        for key in [&key, &other] {
            storage.put(key, Bytes::from_static(b"x")).await.unwrap();
        }
        storage.throw_away(&key, day).await.unwrap();
        let missing = Key::cv(&new_name().unwrap());
        storage.erase(&[key, missing, other], day + chrono::TimeDelta::days(TRASH_KEPT_DAYS)).await.unwrap();
        assert_eq!(storage.list().await.unwrap(), Listing::default());
    }

    #[tokio::test]
    async fn what_a_dead_process_left_half_written_goes() {
        let (folder, storage) = local();
        let shelf = folder.path().join("storage/cv/ab");
        fs::create_dir_all(&shelf).unwrap();
        fs::write(shelf.join("ab#1"), b"half").unwrap();
        fs::write(shelf.join("whole"), b"whole").unwrap();
        assert_eq!(storage.remove_leftovers(Duration::from_secs(3600)).await.unwrap(), 0, "it may be in use");
        assert_eq!(storage.remove_leftovers(Duration::ZERO).await.unwrap(), 1);
        assert!(shelf.join("whole").exists());
    }

    #[test]
    fn the_folder_is_its_owners_alone() {
        use std::os::unix::fs::PermissionsExt as _;
        let (folder, _storage) = local();
        let mode = fs::metadata(folder.path().join("storage")).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o700);
    }
}
