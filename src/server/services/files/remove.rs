//! Removing files: their rows first, then their contents.

use super::{
    contents::delete_contents,
    store::{note_change, remove_rows, require_owner},
};
use crate::{
    domain::{files::FileKind, profiles::version::PersonVersion},
    server::{
        actor::Actor,
        db::to_completion,
        error::AppResult,
        repositories::{
            files::{self, FileOwner},
            profiles::people,
            search::changes,
        },
        state::AppState,
    },
};

/// Removes its owner's file of a kind, if there is one.
///
/// # Errors
/// `Forbidden` for actors that may not change it.
pub async fn remove(state: &AppState, actor: &Actor, owner: FileOwner, kind: FileKind) -> AppResult<()> {
    remove_where(state, actor, owner, kind, None, None).await.map(|_| ())
}

/// The same of a person who has not changed since this version was read; `false` when they have.
///
/// # Errors
/// `Forbidden` for actors that may not change it.
pub async fn remove_of_version(
    state: &AppState,
    actor: &Actor,
    person_id: i64,
    kind: FileKind,
    expected: PersonVersion,
) -> AppResult<bool> {
    remove_where(state, actor, FileOwner::Person(person_id), kind, None, Some(expected)).await
}

/// Removes one photo of its owner's gallery.
///
/// # Errors
/// `Forbidden` for actors that may not change it.
pub async fn remove_from_gallery(state: &AppState, actor: &Actor, owner: FileOwner, name: &str) -> AppResult<()> {
    remove_where(state, actor, owner, FileKind::Gallery, Some(name.to_owned()), None).await.map(|_| ())
}

/// `false` when the owner is another version than the expected one.
async fn remove_where(
    state: &AppState,
    actor: &Actor,
    owner: FileOwner,
    kind: FileKind,
    name: Option<String>,
    expected: Option<PersonVersion>,
) -> AppResult<bool> {
    require_owner(actor, owner)?;
    let (state, actor) = (state.clone(), actor.clone());
    to_completion(async move {
        let mut tx = state.db.begin().await?;
        let now = state.clock.now();
        if !files::touch_owner(tx.conn()?, owner, now).await? {
            tx.rollback().await;
            return Ok(true);
        }
        if let (FileOwner::Person(person_id), Some(expected)) = (owner, expected)
            && people::version(tx.conn()?, person_id).await? != Some(expected)
        {
            tx.rollback().await;
            return Ok(false);
        }
        let removed = remove_rows(tx.conn()?, owner, kind, name.as_deref()).await?;
        if removed.is_empty() {
            tx.rollback().await;
            return Ok(true);
        }
        if let FileOwner::Person(person_id) = owner {
            changes::record_person(tx.conn()?, person_id, now).await?;
            note_change(&state, tx.conn()?, &actor, person_id, kind).await?;
        }
        tx.commit().await?;
        delete_contents(&state, &removed).await;
        Ok(true)
    })
    .await
}
