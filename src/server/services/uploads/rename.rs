//! A new address for photos, so that the old ones die in every cache.

use axum::body::Bytes;

use super::{FileKind, accept::delete_of, own::keys_of};
use crate::server::{
    db::to_completion,
    error::{AppError, AppResult},
    repositories::files::{self, FileOwner, FileRow},
    state::AppState,
    storage::new_name,
};

/// Gives the photo and the gallery of a person other random names. Call it after the transaction that made a switch
/// or a visibility stricter; the old addresses answer 404 from then on. Without photos it does nothing.
///
/// # Errors
/// When the storage or the database fails; the photos not renamed yet then keep their names.
pub async fn rename_photos(state: &AppState, person_id: i64) -> AppResult<()> {
    let state = state.clone();
    to_completion(async move {
        let all = files::of_owner(&mut state.db.read().await?, FileOwner::Person(person_id)).await?;
        for old in all {
            if matches!(FileKind::from_key(&old.kind), Some(FileKind::Photo | FileKind::Gallery)) {
                move_to_new_name(&state, &old, Ok).await?;
            }
        }
        Ok(())
    })
    .await
}

/// Writes what `change` makes of a file's contents under a new name, then notes the name, then removes the old
/// contents. Whenever this stops, the row points to contents that are there; what is left over is swept.
pub(super) async fn move_to_new_name(
    state: &AppState,
    old: &FileRow,
    change: impl Fn(Bytes) -> AppResult<Bytes> + Send,
) -> AppResult<()> {
    let renamed = FileRow { name: new_name()?, ..old.clone() };
    let done = match copy(state, old, &renamed, change).await {
        Ok(()) => note(state, old, &renamed.name).await,
        Err(error) => Err(error),
    };
    match done {
        Ok(true) => delete_of(state, std::slice::from_ref(old)).await,
        // Replaced meanwhile, which gave it another name too.
        Ok(false) => delete_of(state, &[renamed]).await,
        Err(error) => {
            delete_of(state, &[renamed]).await;
            return Err(error);
        }
    }
    Ok(())
}

/// Written anew instead of linked: a copy with the old time would look like an orphan to the sweep.
async fn copy(
    state: &AppState,
    from: &FileRow,
    to: &FileRow,
    change: impl Fn(Bytes) -> AppResult<Bytes> + Send,
) -> AppResult<()> {
    for (old, new) in keys_of(from).iter().zip(keys_of(to)) {
        let bytes =
            state.storage.get(old).await?.ok_or_else(|| AppError::internal("a photo has no file in the storage"))?;
        state.storage.put(&new, change(bytes)?).await?;
    }
    Ok(())
}

async fn note(state: &AppState, old: &FileRow, name: &str) -> AppResult<bool> {
    let mut tx = state.db.begin().await?;
    let renamed = files::rename(tx.conn()?, old, name).await?;
    tx.commit().await?;
    Ok(renamed)
}
