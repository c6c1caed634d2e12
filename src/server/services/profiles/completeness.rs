//! What a stored profile earns points for.

use super::{StoredAnswers, load_answers};
use crate::{
    domain::{
        files::OwnFiles,
        module::Module,
        profiles::completeness::{ENOUGH_IN_GALLERY, Earned, cinema_points, points},
        registration::{FormValues, cinema::fields as c, fields as f},
    },
    server::{db::Conn, error::AppResult, repositories::files::FileOwner, services::files::files_of, state::AppState},
};

/// Those of a person's profile in a module; none without one.
pub async fn of_person(state: &AppState, conn: &mut Conn, person_id: i64, module: Module) -> AppResult<Vec<Earned>> {
    let Some(StoredAnswers { values, .. }) =
        load_answers(conn, &state.security.keyring, person_id, Some(module)).await?
    else {
        return Ok(Vec::new());
    };
    Ok(of_answers(module, &values, &files_of(state, conn, FileOwner::Person(person_id)).await?))
}

/// What the answers and files of a profile earn points for.
#[must_use]
pub fn of_answers(module: Module, values: &FormValues, files: &OwnFiles) -> Vec<Earned> {
    let filled = |input: &str| match input {
        // Every account has an address.
        f::EMAIL => true,
        f::PHOTO => files.photo.is_some(),
        f::CV => files.cv.is_some(),
        c::GALLERY_PHOTOS => files.gallery.len() >= ENOUGH_IN_GALLERY,
        _ => !values.trimmed(input).is_empty(),
    };
    match module {
        Module::Main => points(filled).to_vec(),
        Module::Cinema => cinema_points(filled).to_vec(),
    }
}
