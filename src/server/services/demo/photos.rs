//! Portraits for demo people, through the same storage as everybody's.

use axum::body::Bytes;

use super::person::generator;
use crate::server::{
    error::{AppError, AppResult},
    images::portrait::portrait,
    repositories::demo,
    services::uploads::{Accepted, FileOwner, accept_photo},
    state::AppState,
};

/// Draws portraits until so many demo people have one, or all of them; answers how many were drawn.
///
/// # Errors
/// When the database or the storage cannot be written; what was drawn stays, and the next call goes on from there.
pub async fn draw(state: &AppState, wanted: i64, progress: impl Fn(i64)) -> AppResult<i64> {
    let faceless = {
        let mut conn = state.db.read().await?;
        let missing = wanted - demo::count_with_photo(&mut conn).await?;
        if missing > 0 { demo::without_photo(&mut conn, missing).await? } else { Vec::new() }
    };
    let mut drawn = 0;
    for (person_id, gender) in faceless {
        let gender = gender.chars().next().unwrap_or('N');
        let picture = state.workshop.run(move || portrait(&mut generator(person_id), gender)).await?;
        let picture = picture.ok_or_else(|| AppError::internal("drawing a portrait panicked"))??;
        match accept_photo(state, FileOwner::Person(person_id), Bytes::from(picture)).await? {
            Accepted::Stored { .. } => drawn += 1,
            // Erased meanwhile.
            Accepted::OwnerGone => {}
            Accepted::Refused(reason) => return Err(AppError::internal(format!("a portrait was refused: {reason:?}"))),
        }
        progress(drawn);
    }
    Ok(drawn)
}
