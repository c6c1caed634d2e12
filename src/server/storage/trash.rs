//! Files that no row points to wait some days before they are deleted: a database that knows them may come back.

use chrono::{NaiveDate, TimeDelta};
use futures_util::{StreamExt as _, stream};
use object_store::{Error, ObjectStore as _, ObjectStoreExt as _, path::Path};

use super::{Key, Storage, fault};
use crate::server::error::AppResult;

/// Days a file stays in the trash.
pub const TRASH_KEPT_DAYS: i64 = 7;
/// Clocks of several servers differ, and expired files stay until the next sweep.
const SPARE_DAYS: i64 = 1;

/// A file in the trash.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trashed {
    pub key: Key,
    /// When it came there.
    pub day: NaiveDate,
    pub bytes: u64,
}

impl Storage {
    /// Moves a file to the trash of a day; one that is not there is no error.
    ///
    /// # Errors
    /// `Unavailable` when the bucket does not answer.
    pub async fn throw_away(&self, key: &Key, day: NaiveDate) -> AppResult<()> {
        match self.store.rename(&key.below(&self.prefix), &key.in_trash(&self.prefix, day)).await {
            Ok(()) | Err(Error::NotFound { .. }) => Ok(()),
            Err(error) => Err(fault(error)),
        }
    }

    /// Moves a file from the trash back to its place; `false` when it is not in the trash any more.
    ///
    /// # Errors
    /// `Unavailable` when the bucket does not answer.
    pub async fn restore(&self, trashed: &Trashed) -> AppResult<bool> {
        self.restore_of(&trashed.key, trashed.day).await
    }

    /// The same for a file that was thrown away on whatever day; `today` tells which days are possible.
    ///
    /// # Errors
    /// `Unavailable` when the bucket does not answer.
    pub async fn restore_any(&self, key: &Key, today: NaiveDate) -> AppResult<bool> {
        for day in days_in_trash(today) {
            if self.restore_of(key, day).await? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Deletes files for good: from their places, and from the trash, where another database may have put them or a sweep
    /// may just have. Those that are not there are no error; `today` tells which days of the trash are possible.
    ///
    /// # Errors
    /// `Unavailable` when the bucket does not answer; the others are deleted all the same.
    pub async fn erase(&self, keys: &[Key], today: NaiveDate) -> AppResult<()> {
        // The places first: what is not there any more cannot be moved to the trash.
        let in_place = self.delete_all(keys.iter().map(|key| key.below(&self.prefix)).collect()).await;
        let in_trash = keys.iter().flat_map(|key| days_in_trash(today).map(move |day| key.in_trash(&self.prefix, day)));
        in_place.and(self.delete_all(in_trash.collect()).await)
    }

    async fn delete_all(&self, places: Vec<Path>) -> AppResult<()> {
        let places = stream::iter(places.into_iter().map(Ok)).boxed();
        let mut outcome = Ok(());
        let mut deleted = self.store.delete_stream(places);
        while let Some(one) = deleted.next().await {
            match one {
                Ok(_) | Err(Error::NotFound { .. }) => {}
                Err(error) => outcome = Err(fault(error)),
            }
        }
        outcome
    }

    /// Deletes a file from the trash.
    ///
    /// # Errors
    /// `Unavailable` when the bucket does not answer.
    pub async fn delete_trashed(&self, trashed: &Trashed) -> AppResult<()> {
        match self.store.delete(&trashed.key.in_trash(&self.prefix, trashed.day)).await {
            Ok(()) | Err(Error::NotFound { .. }) => Ok(()),
            Err(error) => Err(fault(error)),
        }
    }

    async fn restore_of(&self, key: &Key, day: NaiveDate) -> AppResult<bool> {
        match self.store.rename(&key.in_trash(&self.prefix, day), &key.below(&self.prefix)).await {
            Ok(()) => Ok(true),
            Err(Error::NotFound { .. }) => Ok(false),
            Err(error) => Err(fault(error)),
        }
    }
}

/// The days on which a file that is in the trash may have come there.
fn days_in_trash(today: NaiveDate) -> impl Iterator<Item = NaiveDate> {
    (-SPARE_DAYS..=TRASH_KEPT_DAYS + SPARE_DAYS).map(move |days| today - TimeDelta::days(days))
}
