//! Whose the stored files are, and what the last sweep found.

use std::time::Duration;

use super::installation::Installation;
use crate::{
    domain::examination::{Finding, Topic},
    server::{
        db::Db,
        error::AppResult,
        repositories::operations::installation::{self, InstallationRow},
        services::files::{TOO_MANY, installation::look, too_many_warning},
        storage::{Storage, StorageUrl},
    },
};

/// A bucket that does not answer must not hold the examination for minutes.
const LONGEST_LOOK: Duration = Duration::from_secs(20);

pub async fn last(db: &Db) -> Finding {
    let row = async { installation::find(&mut db.read().await?).await };
    match row.await {
        Ok(row) => last_sweep(row),
        Err(error) => Finding::fail(Topic::LastSweep, format!("cannot be read: {error}")),
    }
}

/// `None` when there is no storage yet: to open one would make it. What is wrong with one is said elsewhere.
async fn storage(examined: &Installation, db: &Db) -> Option<Storage> {
    let url = &examined.config.storage_url;
    match &examined.storage {
        Some(storage) => Some(storage.clone()),
        None if matches!(url, StorageUrl::Folder(folder) if !folder.exists()) => None,
        None => {
            let placement = installation::placement(&mut db.read().await.ok()?).await.ok()?;
            let prefix = placement.map(|placement| placement.storage_prefix).unwrap_or_default();
            Storage::open(url).ok().map(|storage| storage.below(&prefix))
        }
    }
}

pub async fn owner(examined: &Installation, db: &Db) -> Option<Finding> {
    const ABOUT: Topic = Topic::StoredFiles;
    let storage = storage(examined, db).await?;
    let looked: Option<AppResult<_>> = tokio::time::timeout(LONGEST_LOOK, look(db, &storage)).await.ok();
    Some(match looked {
        Some(Ok(Some(owner))) => match owner.warning() {
            Some(warning) => Finding::warn(ABOUT, warning),
            None => Finding::ok(ABOUT, "the storage belongs to this database"),
        },
        Some(Ok(None)) => Finding::ok(ABOUT, "the storage has no mark yet: the next start makes it this database's"),
        Some(Err(error)) => Finding::warn(ABOUT, format!("whose they are cannot be found out: {error}")),
        None => Finding::warn(ABOUT, "whose they are cannot be found out: the storage does not answer"),
    })
}

fn last_sweep(row: Option<InstallationRow>) -> Finding {
    const ABOUT: Topic = Topic::LastSweep;
    let Some((row, at)) = row.and_then(|row| row.swept_at.map(|at| (row, at))) else {
        return Finding::ok(ABOUT, "none yet: the first one comes an hour after the start");
    };
    match row.hindrance.as_deref() {
        Some(TOO_MANY) => Finding::warn(ABOUT, format!("{at} UTC: {}", too_many_warning(row.orphans, row.stored))),
        Some(_) => Finding::warn(ABOUT, format!("{at} UTC: the storage was not this database's, nothing was touched")),
        None => {
            let mebibytes = row.trashed_bytes >> 20;
            let text = format!(
                "{at} UTC: {} of {} files had no row; {} files ({mebibytes} MiB) wait in the trash",
                row.orphans, row.stored, row.trashed
            );
            Finding::ok(ABOUT, text)
        }
    }
}
