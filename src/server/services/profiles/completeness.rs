//! What a stored main profile earns points for.

use super::{StoredAnswers, load_answers};
use crate::{
    domain::{
        files::OwnFiles,
        module::Module,
        profiles::completeness::{Earned, points},
        registration::{FormValues, fields as f},
    },
    server::{db::Conn, error::AppResult, repositories::files::FileOwner, services::files::files_of, state::AppState},
};

/// Those of a person; none without a main profile.
pub async fn of_person(state: &AppState, conn: &mut Conn, person_id: i64) -> AppResult<Vec<Earned>> {
    let Some(StoredAnswers { values, .. }) =
        load_answers(conn, &state.security.keyring, person_id, Some(Module::Main)).await?
    else {
        return Ok(Vec::new());
    };
    Ok(of_answers(&values, &files_of(state, conn, FileOwner::Person(person_id)).await?))
}

/// What the answers and files of a main profile earn points for.
#[must_use]
pub fn of_answers(values: &FormValues, files: &OwnFiles) -> Vec<Earned> {
    points(|input| match input {
        // Every account has an address.
        f::EMAIL => true,
        f::PHOTO => files.photo.is_some(),
        f::CV => files.cv.is_some(),
        _ => !values.trimmed(input).is_empty(),
    })
    .to_vec()
}
