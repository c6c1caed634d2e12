//! The mark of the installation whose files lie in the storage.

use bytes::Bytes;
use object_store::{Error, ObjectStore as _, ObjectStoreExt as _, PutMode, PutPayload, path::Path};

use super::{Storage, fault};
use crate::server::error::{AppError, AppResult};

/// Where the mark lies; no file has such a name.
const PLACE: &str = "installation";

impl Storage {
    /// The mark; `None` when the storage has none.
    ///
    /// # Errors
    /// `Unavailable` when the bucket does not answer.
    pub async fn mark(&self) -> AppResult<Option<String>> {
        let read = async { self.store.get(&self.place_of_mark()).await?.bytes().await };
        match read.await {
            Ok(bytes) => {
                String::from_utf8(bytes.to_vec()).map(|text| Some(text.trim().to_owned())).map_err(AppError::internal)
            }
            Err(Error::NotFound { .. }) => Ok(None),
            Err(error) => Err(fault(error)),
        }
    }

    /// Writes a mark unless there is one, of whatever installation; whether it was written.
    ///
    /// # Errors
    /// `StorageFull`, `Unavailable`.
    pub async fn put_first_mark(&self, mark: &str) -> AppResult<bool> {
        match self.store.put_opts(&self.place_of_mark(), payload(mark), PutMode::Create.into()).await {
            Ok(_) => Ok(true),
            Err(Error::AlreadyExists { .. }) => Ok(false),
            Err(error) => Err(fault(error)),
        }
    }

    /// Writes a mark in place of any other.
    ///
    /// # Errors
    /// `StorageFull`, `Unavailable`.
    pub async fn replace_mark(&self, mark: &str) -> AppResult<()> {
        self.store.put(&self.place_of_mark(), payload(mark)).await.map(drop).map_err(fault)
    }

    /// Removes the mark; one that is not there is no error.
    ///
    /// # Errors
    /// `Unavailable` when the bucket does not answer.
    pub(super) async fn remove_mark(&self) -> AppResult<()> {
        match self.store.delete(&self.place_of_mark()).await {
            Ok(()) | Err(Error::NotFound { .. }) => Ok(()),
            Err(error) => Err(fault(error)),
        }
    }

    fn place_of_mark(&self) -> Path {
        if self.prefix.is_empty() { Path::from(PLACE) } else { Path::from(format!("{}/{PLACE}", self.prefix)) }
    }
}

fn payload(mark: &str) -> PutPayload {
    PutPayload::from_bytes(Bytes::from(format!("{mark}\n")))
}
