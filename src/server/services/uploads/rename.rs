//! A new address for a photo, so that the old one dies in every cache.

use super::{
    accept::{delete_of, photo_keys},
    own::keys_of,
};
use crate::server::{
    db::to_completion,
    error::{AppError, AppResult},
    repositories::files::{self, FileRow},
    state::AppState,
    storage::new_name,
};

/// Gives a person's photo another random name. Call it after the transaction that made a switch or the visibility
/// stricter; the old address answers 404 from then on. Without a photo it does nothing.
///
/// # Errors
/// When the storage or the database fails; the photo then keeps its name.
pub async fn rename_photo(state: &AppState, person_id: i64) -> AppResult<()> {
    let state = state.clone();
    to_completion(async move {
        let Some(old) = files::photo_of(&mut state.db.read().await?, person_id).await? else { return Ok(()) };
        let renamed = FileRow { name: new_name()?, ..old.clone() };
        let done = match copy(&state, &old, &renamed).await {
            Ok(()) => note(&state, &old, &renamed.name).await,
            Err(error) => Err(error),
        };
        match done {
            Ok(true) => delete_of(&state, &[old]).await,
            // Replaced meanwhile, which gave it another name too.
            Ok(false) => delete_of(&state, &[renamed]).await,
            Err(error) => {
                delete_of(&state, &[renamed]).await;
                return Err(error);
            }
        }
        Ok(())
    })
    .await
}

/// Written anew instead of linked: a copy with the old time would look like an orphan to the sweep.
async fn copy(state: &AppState, from: &FileRow, to: &FileRow) -> AppResult<()> {
    for (old, new) in keys_of(from).iter().zip(photo_keys(&to.name)) {
        let bytes =
            state.storage.get(old).await?.ok_or_else(|| AppError::internal("a photo has no file in the storage"))?;
        state.storage.put(&new, bytes).await?;
    }
    Ok(())
}

async fn note(state: &AppState, old: &FileRow, name: &str) -> AppResult<bool> {
    let mut tx = state.db.begin().await?;
    let renamed = files::rename(tx.conn()?, old, name).await?;
    tx.commit().await?;
    Ok(renamed)
}
