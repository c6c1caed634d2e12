//! Portraits for demo people, through the same storage as uploads.

use bytes::Bytes;

use super::person::generator;
use crate::domain::access::Capability;
use crate::server::{
    actor::Actor,
    error::{AppError, AppResult},
    images::portrait::portrait,
    repositories::{demo::people, profiles::cinema::lists},
    services::files::{Accepted, FileKind, FileOwner, accept},
    state::AppState,
};

/// Pictures in the gallery of a demo person, at most.
const MOST_IN_GALLERY: i64 = 2;

/// Draws portraits until so many demo people have one, or all of them, and some pictures for the galleries of those in
/// film; returns how many portraits were drawn. After an error, the next call goes on from there.
pub async fn draw(state: &AppState, actor: &Actor, wanted: i64, progress: impl Fn(i64)) -> AppResult<i64> {
    actor.require(Capability::ManageDemoPeople)?;
    let faceless = {
        let mut conn = state.db.read().await?;
        let missing = wanted - people::count_with_photo(&mut conn).await?;
        if missing > 0 { people::without_photo(&mut conn, missing).await? } else { Vec::new() }
    };
    let mut drawn = 0;
    for (person_id, gender) in faceless {
        let gender = gender.chars().next().unwrap_or('N');
        let mut drawer = generator(person_id);
        if picture(state, actor, person_id, FileKind::Photo, gender, &mut drawer).await? {
            drawn += 1;
        }
        let in_film = lists::exists(&mut state.db.read().await?, person_id).await?;
        for _ in 0..if in_film { drawer.i64(0..=MOST_IN_GALLERY) } else { 0 } {
            picture(state, actor, person_id, FileKind::Gallery, gender, &mut drawer).await?;
        }
        progress(drawn);
    }
    Ok(drawn)
}

/// Draws one; `false` when the person was erased meanwhile.
async fn picture(
    state: &AppState,
    actor: &Actor,
    person_id: i64,
    kind: FileKind,
    gender: char,
    drawer: &mut fastrand::Rng,
) -> AppResult<bool> {
    let mut own = drawer.fork();
    let drawing = state.workshop.run(move || portrait(&mut own, gender)).await?;
    let drawing = drawing.ok_or_else(|| AppError::internal("drawing a portrait panicked"))??;
    match accept(state, actor, FileOwner::Person(person_id), kind, "", Bytes::from(drawing)).await? {
        Accepted::Stored { .. } => Ok(true),
        Accepted::OwnerGone => Ok(false),
        Accepted::Refused(reason) => Err(AppError::internal(format!("a portrait was refused: {reason:?}"))),
    }
}
