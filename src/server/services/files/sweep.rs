//! Removing unreferenced files.
//!
//! A file without a row may be one that another database knows (an older backup was restored, an address is wrong), and
//! in a newer one a draft that is over here may be a registered person: files of both kinds are moved to the trash,
//! deleted there after [`TRASH_KEPT_DAYS`], and come back as soon as a row points to them.

use std::{
    collections::{BTreeSet, HashSet},
    time::Duration,
};

use chrono::{TimeDelta, Utc};

use super::{
    contents::keys_of,
    installation::{self, StorageOwner},
};
use crate::{
    domain::access::Capability,
    server::{
        actor::Actor,
        db::to_completion,
        error::AppResult,
        repositories::{
            files::{self, FileRow},
            operations::installation::{SweepRecord, record_sweep},
            registration::drafts,
        },
        services::admin::audit_log::{self, Subject},
        state::AppState,
        storage::{Key, Listing, StoredObject, TRASH_KEPT_DAYS},
    },
};

/// A file is written seconds before its row; one so old without a row never gets one.
pub const SWEPT_AFTER: Duration = Duration::from_secs(15 * 60);
/// Files of a form that is filled in without an account go so long after its last change.
pub const ANONYMOUS_FILES_KEPT: TimeDelta = TimeDelta::days(1);
/// Rows removed at once.
const BATCH: i64 = 500;
/// More files than this, and more than one in [`CEILING_ONE_IN`], are not swept at once.
const CEILING: usize = 20;
const CEILING_ONE_IN: usize = 20;

/// What a sweep did. Photos are several objects each.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Swept {
    /// Files of drafts that are gone, or were begun without an account and left; they are in the trash now.
    pub of_drafts: usize,
    /// Objects without a row, which are in the trash now, and half-written ones, which are gone.
    pub orphans: usize,
    /// Objects that came back from the trash.
    pub restored: usize,
    /// Objects that are gone from the trash.
    pub expired: usize,
    /// Why nothing was moved to the trash.
    pub hindrance: Option<Hindrance>,
}

/// Why no file was moved to the trash.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hindrance {
    /// The storage is not, or not surely, this database's: nothing in it was touched.
    Owner(StorageOwner),
    /// So many of the files have no row that the database must be the wrong one.
    TooMany { orphans: i64, files: i64 },
}

impl Hindrance {
    /// The key that is stored; `doctor` reads it.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Owner(_) => "owner",
            Self::TooMany { .. } => TOO_MANY,
        }
    }
}

/// The stored key of [`Hindrance::TooMany`].
pub const TOO_MANY: &str = "too_many";

/// What an operator is told of too many files without a row, and what to do about it.
#[must_use]
pub fn too_many_warning(orphans: i64, files: i64) -> String {
    format!(
        "{orphans} of the {files} files in the storage have no row in this database, too many to be moved to the trash \
         at once. Check that DATABASE_URL and STORAGE_URL are right and no older backup was restored; if the files may \
         go, run `talentsmaroc storage sweep`"
    )
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ceiling {
    Kept,
    Lifted,
}

/// Moves files of drafts that are over to the trash, and files without a row if they are older than `age`
/// ([`SWEPT_AFTER`]) and not too many; removes what was left half-written; restores those that have a row again, and
/// empties the trash of what has been there for [`TRASH_KEPT_DAYS`].
///
/// # Errors
/// `Unavailable` when the bucket does not answer; what was done stays done.
pub async fn sweep(state: &AppState, age: Duration) -> AppResult<Swept> {
    sweep_up_to(state, age, Ceiling::Kept).await
}

/// The same, however many files have no row.
///
/// # Errors
/// `Forbidden` without the capability, `Unavailable` when the bucket does not answer.
pub async fn sweep_all(state: &AppState, actor: &Actor) -> AppResult<Swept> {
    actor.require(Capability::ManageStorage)?;
    let swept = sweep_up_to(state, SWEPT_AFTER, Ceiling::Lifted).await?;
    let mut tx = state.db.begin().await?;
    audit_log::record(state, tx.conn()?, actor, "storage.swept", &Subject::storage()).await?;
    tx.commit().await?;
    Ok(swept)
}

async fn sweep_up_to(state: &AppState, age: Duration, ceiling: Ceiling) -> AppResult<Swept> {
    let state = state.clone();
    to_completion(async move {
        let mut swept = Swept::default();
        let mut record = SweepRecord { swept_at: Some(state.clock.now()), ..SweepRecord::default() };
        match installation::establish(&state).await? {
            StorageOwner::ThisDatabase => sweep_own(&state, age, ceiling, &mut swept, &mut record).await?,
            other => swept.hindrance = Some(Hindrance::Owner(other)),
        }
        record.hindrance = swept.hindrance.map(Hindrance::key);
        let mut tx = state.db.begin().await?;
        record_sweep(tx.conn()?, &record).await?;
        tx.commit().await?;
        Ok(swept)
    })
    .await
}

async fn sweep_own(
    state: &AppState,
    age: Duration,
    ceiling: Ceiling,
    swept: &mut Swept,
    record: &mut SweepRecord,
) -> AppResult<()> {
    swept.of_drafts = sweep_lost_drafts(state).await? + sweep_left_drafts(state).await?;
    swept.orphans = state.storage.remove_leftovers(age).await?;
    let listing = state.storage.list().await?;
    let stored = installation::names_in(&listing);
    let trashed = listing.trash.iter().filter_map(|trashed| trashed.key.name()).map(str::to_owned);
    let names: HashSet<String> = stored.iter().cloned().chain(trashed).collect();
    let known = installation::known_names(&state.db, &names).await?;

    tidy_trash(state, &listing, &known, swept, record).await?;
    let written_before = Utc::now() - age;
    let orphans: Vec<&StoredObject> = listing
        .files
        .iter()
        .filter(|file| file.modified < written_before && file.key.name().is_some_and(|name| !known.contains(name)))
        .collect();
    let orphan_names = orphans.iter().filter_map(|file| file.key.name()).collect::<BTreeSet<_>>().len();
    (record.orphans, record.stored) = (as_number(orphan_names), as_number(stored.len()));
    if ceiling == Ceiling::Kept && orphan_names > CEILING && orphan_names * CEILING_ONE_IN > stored.len() {
        swept.hindrance = Some(Hindrance::TooMany { orphans: record.orphans, files: record.stored });
        return Ok(());
    }
    let today = state.clock.now().date();
    for orphan in orphans {
        state.storage.throw_away(&orphan.key, today).await?;
        swept.orphans += 1;
        record.trashed += 1;
        record.trashed_bytes = record.trashed_bytes.saturating_add(i64::try_from(orphan.bytes).unwrap_or(i64::MAX));
    }
    Ok(())
}

/// Restores what has a row, deletes what has been in the trash long enough.
async fn tidy_trash(
    state: &AppState,
    listing: &Listing,
    known: &HashSet<String>,
    swept: &mut Swept,
    record: &mut SweepRecord,
) -> AppResult<()> {
    let in_place: HashSet<&Key> = listing.files.iter().map(|file| &file.key).collect();
    let oldest = state.clock.now().date() - TimeDelta::days(TRASH_KEPT_DAYS);
    for trashed in &listing.trash {
        let has_row = trashed.key.name().is_some_and(|name| known.contains(name));
        if has_row && !in_place.contains(&trashed.key) {
            swept.restored += usize::from(state.storage.restore(trashed).await?);
        } else if has_row || trashed.day < oldest {
            state.storage.delete_trashed(trashed).await?;
            swept.expired += 1;
        } else {
            record.trashed += 1;
            record.trashed_bytes =
                record.trashed_bytes.saturating_add(i64::try_from(trashed.bytes).unwrap_or(i64::MAX));
        }
    }
    Ok(())
}

/// Rows first, then their files.
async fn sweep_lost_drafts(state: &AppState) -> AppResult<usize> {
    let mut removed = 0;
    loop {
        let mut tx = state.db.begin().await?;
        let lost = files::of_lost_drafts(tx.conn()?, BATCH).await?;
        if lost.is_empty() {
            tx.rollback().await;
            return Ok(removed);
        }
        files::delete(tx.conn()?, &ids_of(&lost)).await?;
        tx.commit().await?;
        throw_away_contents(state, &lost).await;
        removed += lost.len();
    }
}

/// Files of forms that were begun without an account and left; the answers stay longer.
async fn sweep_left_drafts(state: &AppState) -> AppResult<usize> {
    let oldest = state.clock.now() - ANONYMOUS_FILES_KEPT;
    let mut removed = 0;
    loop {
        let mut tx = state.db.begin().await?;
        // Locked, so that none of them is sent meanwhile.
        let left = drafts::lock_left_with_files(tx.conn()?, oldest, BATCH).await?;
        if left.is_empty() {
            tx.rollback().await;
            return Ok(removed);
        }
        let rows = files::of_drafts(tx.conn()?, &left).await?;
        files::delete(tx.conn()?, &ids_of(&rows)).await?;
        tx.commit().await?;
        throw_away_contents(state, &rows).await;
        removed += rows.len();
    }
}

/// What fails has no row any more and is swept later.
async fn throw_away_contents(state: &AppState, rows: &[FileRow]) {
    let today = state.clock.now().date();
    for row in rows {
        for key in keys_of(row) {
            if let Err(error) = state.storage.throw_away(&key, today).await {
                tracing::warn!(%error, "a file of a draft that is over stays until the next sweep");
            }
        }
    }
}

fn ids_of(rows: &[FileRow]) -> Vec<i64> {
    rows.iter().map(|file| file.id).collect()
}

fn as_number(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}
