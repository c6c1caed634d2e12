//! What is stored of a person with a CINEMA profile, as its form would have typed it.

use super::stored::{Stored, number, person_values, ticked};
use crate::{
    domain::{
        cinema::{Production, fields as c, productions::show_productions},
        reference,
        registration::fields as f,
    },
    server::{
        db::Conn,
        error::AppResult,
        repositories::{
            cinema_answers::{self, CinemaAnswers, StoredProduction},
            identity_documents, stored_answers,
        },
        state::AppState,
    },
};

/// Reads and decrypts the answers of a person; `None` without a CINEMA profile.
///
/// # Errors
/// When the database or the keys fail.
pub async fn load_stored_cinema(
    state: &AppState,
    conn: &mut Conn,
    person_id: i64,
) -> AppResult<Option<Stored<CinemaAnswers>>> {
    let Some(row) = cinema_answers::of_person(conn, person_id).await? else { return Ok(None) };
    let Some(person) = stored_answers::person(conn, person_id).await? else { return Ok(None) };
    let mut values = person_values(state, conn, &person).await?;
    if let Some(kind) = &row.id_document_type {
        let documents = identity_documents::of_person(conn, person_id).await?;
        let document = documents.iter().find(|document| &document.kind == kind);
        let number = document.map(|found| state.security.keyring.decrypt_text(&found.number_encrypted)).transpose()?;
        values.set(f::ID_DOCUMENT_TYPE, vec![kind.clone()]);
        values.set(f::ID_DOCUMENT_NUMBER, number.into_iter().collect());
    }
    for (field, list, keys) in [
        (c::ETHNICITIES, "ethnicity", cinema_answers::ethnicities(conn, row.id).await?),
        (c::TALENT_TYPES, "cinema_talent_type", cinema_answers::types(conn, row.id).await?),
        (c::OTHER_TALENTS, "cinema_skill", cinema_answers::skills(conn, row.id).await?),
    ] {
        let in_order = reference::terms(list).filter(|term| keys.contains(&term.key));
        values.set(field, in_order.map(|term| term.key.clone()).collect());
    }
    let mut set = |field: &str, value: Option<String>| values.set(field, value.into_iter().collect());
    set(c::EYE_COLOR, row.eye_color.clone());
    set(c::HAIR_COLOR, row.hair_color.clone());
    set(c::HAIR_TYPE, row.hair_type.clone());
    set(c::SKIN_TONE, row.skin_tone.clone());
    set(c::BUILD, row.build.clone());
    set(c::HEIGHT, number(row.height_cm));
    set(c::PLAYING_AGE_MIN, number(row.playing_age_min));
    set(c::PLAYING_AGE_MAX, number(row.playing_age_max));
    set(f::VISIBILITY, Some(row.visibility.clone()));
    // Nobody is stored who did not accept them.
    set(f::ACCEPT_TERMS, Some(ticked()));
    set(f::ACCEPT_PRIVACY, Some(ticked()));
    let gallery = cinema_answers::gallery(conn, row.id).await?;
    values.set(c::GALLERY_ORDER, gallery.into_iter().map(|file| file.name).collect());
    let productions = cinema_answers::productions(conn, row.id).await?;
    show_productions(&mut values, &productions.into_iter().map(production).collect::<Vec<_>>());
    Ok(Some(Stored { row, values }))
}

fn production(stored: StoredProduction) -> Production {
    Production {
        title: stored.title,
        year: stored.year,
        kind: stored.kind,
        role: stored.role,
        tmdb_id: stored.tmdb_id,
        poster: stored.poster,
    }
}
