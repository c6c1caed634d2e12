//! What a stored main profile earns points for.

use crate::{
    domain::{
        completeness::{Earned, Present, points},
        module::Module,
        registration::{FormValues, fields as f},
    },
    server::{
        db::Conn,
        error::AppResult,
        services::{
            profiles::{Stored, load_answers},
            uploads::{FileOwner, OwnFiles, files_of},
        },
        state::AppState,
    },
};

/// Those of a person; none without a main profile.
///
/// # Errors
/// When the database or the keys fail.
pub async fn of_person(state: &AppState, conn: &mut Conn, person_id: i64) -> AppResult<Vec<Earned>> {
    let Some(Stored { values, .. }) =
        load_answers(conn, &state.security.keyring, person_id, Some(Module::Main)).await?
    else {
        return Ok(Vec::new());
    };
    Ok(of_answers(&values, &files_of(state, conn, FileOwner::Person(person_id)).await?))
}

/// What the answers and files of a main profile earn points for.
#[must_use]
pub fn of_answers(values: &FormValues, files: &OwnFiles) -> Vec<Earned> {
    let there = |field: &str| !values.trimmed(field).is_empty();
    let present = Present {
        names: there(f::FIRST_NAME) && there(f::LAST_NAME),
        // Nobody has a space of their own without an address.
        email: true,
        phone: there(f::PHONE),
        birth_date: there(f::DATE_OF_BIRTH),
        country: there(f::RESIDENCE_COUNTRY),
        city: there(f::RESIDENCE_CITY),
        photo: files.photo.is_some(),
        cv: files.cv.is_some(),
        portfolio: there(f::PORTFOLIO_URL),
        bio: there(f::BIO),
        talents: values.all(f::TALENTS).len(),
        networks: f::NETWORKS.into_iter().filter(|network| there(network)).count(),
    };
    points(present).to_vec()
}
