//! Everything stored of a CINEMA profile.

use serde_json::{Value as Json, json};

use super::{
    answers::{Object, answers},
    content::Moment,
};
use crate::{
    domain::{
        fields::Owner,
        registration::{cinema::fields as c, fields as f},
    },
    server::{
        db::Conn,
        error::AppResult,
        repositories::profiles::cinema::{
            answers::{self, StoredProduction},
            profile,
        },
    },
};

/// The CINEMA profile of a person, if there is one.
pub async fn cinema_profile(conn: &mut Conn, person_id: i64) -> AppResult<Option<Object>> {
    let Some(row) = profile::of_person(conn, person_id).await? else { return Ok(None) };
    let gallery = answers::gallery(conn, row.id).await?;
    let gallery: Vec<i64> = gallery.into_iter().map(|file| file.id).collect();
    let productions: Vec<Json> = answers::productions(conn, row.id).await?.into_iter().map(production).collect();
    let others = [
        // Of `person.identity_documents`, the one that was asked for here.
        (f::ID_DOCUMENT_TYPE, json!(row.id_document_type)),
        ("id_photo_file_id", json!(row.id_photo_file_id)),
        (c::ETHNICITIES, json!(answers::ethnicities(conn, row.id).await?)),
        (c::TALENT_TYPES, json!(answers::types(conn, row.id).await?)),
        (c::OTHER_TALENTS, json!(answers::skills(conn, row.id).await?)),
        ("gallery_file_ids", json!(gallery)),
        (c::PRODUCTIONS, json!(productions)),
        ("created_at", json!(Moment(row.created_at))),
        ("updated_at", json!(Moment(row.updated_at))),
    ];
    answers(Owner::CinemaProfile, |id| Ok(row.value(id)), others).map(Some)
}

fn production(stored: StoredProduction) -> Json {
    json!({
        "title": stored.title,
        "year": stored.year,
        "type": stored.kind,
        "role": stored.role,
        "tmdb_id": stored.tmdb_id,
        "poster_file_id": stored.poster_file_id,
    })
}
