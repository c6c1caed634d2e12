//! A new address for photos, so that the old ones die in every cache.

use super::contents::{self, delete_contents, keys_of};
use crate::{
    domain::files::{FileKind, tint::Tint},
    server::{
        db::{Conn, to_completion},
        error::{AppError, AppResult},
        repositories::{
            files::{self, FileOwner, FileRow},
            search::changes,
        },
        services::operations::jobs::{self, JobKind},
        state::AppState,
        storage::new_name,
    },
};
use bytes::Bytes;
use chrono::TimeDelta;
use serde::{Deserialize, Serialize};
use std::collections::HashSet;

/// The delay of the job that renames photos which were not renamed after the commit.
const JOB_LOOKS_AFTER: TimeDelta = TimeDelta::minutes(1);

/// Photos whose addresses are known to more people than may see them.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Renaming {
    person_id: i64,
    /// The names they must not keep.
    names: HashSet<String>,
}

impl Renaming {
    /// Decides, in the transaction that makes a switch or a visibility stricter, that the photo and the gallery of a
    /// person get other names. Call [`Renaming::at_once`] after the commit; if that fails or never comes, a job does it.
    pub async fn decide(state: &AppState, conn: &mut Conn, account_id: i64, person_id: i64) -> AppResult<Self> {
        let photos = photos_of(conn, person_id).await?;
        let renaming = Self { person_id, names: photos.into_iter().map(|photo| photo.name).collect() };
        if !renaming.names.is_empty() {
            jobs::enqueue_after(state, conn, JOB_LOOKS_AFTER, JobKind::RenamePhotos, Some(account_id), &renaming)
                .await?;
        }
        Ok(renaming)
    }

    /// Renames every photo the person has now, those included that got their name since the decision. What fails is
    /// left to the job.
    pub async fn at_once(self, state: &AppState) {
        if self.names.is_empty() {
            return;
        }
        if let Err(error) = rename_matching(state, self.person_id, |_| true).await {
            tracing::warn!(%error, "photos keep their addresses until the job renames them");
        }
    }
}

/// The job: gives those photos other random names that have none yet. After an error, the others keep their names.
pub async fn rename_photos(state: &AppState, renaming: Renaming) -> AppResult<()> {
    rename_matching(state, renaming.person_id, move |name| renaming.names.contains(name)).await
}

/// The old addresses answer 404 from then on.
async fn rename_matching(
    state: &AppState,
    person_id: i64,
    which: impl Fn(&str) -> bool + Send + 'static,
) -> AppResult<()> {
    let state = state.clone();
    to_completion(async move {
        let mut photos = photos_of(&mut state.db.read().await?, person_id).await?;
        photos.retain(|photo| which(&photo.name));
        let mut renamed = Ok(());
        // A photo that cannot be renamed does not stop the others.
        for old in photos {
            renamed = renamed.and(move_to_new_name(&state, &old, Ok).await);
        }
        renamed
    })
    .await
}

async fn photos_of(conn: &mut Conn, person_id: i64) -> AppResult<Vec<FileRow>> {
    let mut photos = files::of_owner(conn, FileOwner::Person(person_id)).await?;
    photos.retain(|file| matches!(FileKind::from_key(&file.kind), Some(FileKind::Photo | FileKind::Gallery)));
    Ok(photos)
}

/// Writes what `change` makes of a file's contents under a new name, then notes the name, then removes the old
/// contents. Whenever this stops, the row points to contents that are there; what is left over is swept.
pub(crate) async fn move_to_new_name(
    state: &AppState,
    old: &FileRow,
    change: impl Fn(Bytes) -> AppResult<Bytes> + Send,
) -> AppResult<()> {
    // The tint is of the picture, which stays.
    let renamed = FileRow { name: Tint::of_name(&old.name).mark(new_name()?), ..old.clone() };
    if let Err(error) = copy(state, old, &renamed, change).await {
        delete_contents(state, &[renamed]).await;
        return Err(error);
    }
    // When this fails the row may hold either name, so the contents of both stay.
    if record_rename(state, old, &renamed.name).await? {
        delete_contents(state, std::slice::from_ref(old)).await;
    } else {
        // Replaced meanwhile, which gave it another name too.
        delete_contents(state, &[renamed]).await;
    }
    Ok(())
}

/// Written again instead of linked: a copy with the old time would look like an orphan to the sweep.
async fn copy(
    state: &AppState,
    from: &FileRow,
    to: &FileRow,
    change: impl Fn(Bytes) -> AppResult<Bytes> + Send,
) -> AppResult<()> {
    for (old, new) in keys_of(from).iter().zip(keys_of(to)) {
        let bytes = contents::load(state, old)
            .await?
            .ok_or_else(|| AppError::internal("a photo has no file in the storage"))?;
        state.storage.put(&new, change(bytes)?).await?;
    }
    Ok(())
}

async fn record_rename(state: &AppState, old: &FileRow, name: &str) -> AppResult<bool> {
    let mut tx = state.db.begin().await?;
    let renamed = files::rename(tx.conn()?, old, name).await?;
    if let Some(person_id) = old.person_id {
        // Pages hold the address.
        changes::record_person(tx.conn()?, person_id, state.clock.now()).await?;
    }
    tx.commit().await?;
    Ok(renamed)
}
