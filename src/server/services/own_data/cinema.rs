//! Everything stored of a CINEMA profile.

use super::content::{CinemaProfile, Moment, Production};
use crate::server::{db::Conn, error::AppResult, repositories::cinema_answers};

/// The CINEMA profile of a person, if there is one.
pub async fn cinema_profile(conn: &mut Conn, person_id: i64) -> AppResult<Option<CinemaProfile>> {
    let Some(row) = cinema_answers::of_person(conn, person_id).await? else { return Ok(None) };
    let productions = cinema_answers::productions(conn, row.id).await?;
    let gallery = cinema_answers::gallery(conn, row.id).await?;
    Ok(Some(CinemaProfile {
        ethnicities: cinema_answers::ethnicities(conn, row.id).await?,
        talent_types: cinema_answers::types(conn, row.id).await?,
        other_talents: cinema_answers::skills(conn, row.id).await?,
        gallery_file_ids: gallery.into_iter().map(|file| file.id).collect(),
        previous_productions: productions
            .into_iter()
            .map(|production| Production {
                title: production.title,
                year: production.year,
                kind: production.kind,
                role: production.role,
                tmdb_id: production.tmdb_id,
                poster_file_id: production.poster_file_id,
            })
            .collect(),
        visibility: row.visibility,
        id_document_type: row.id_document_type,
        id_photo_file_id: row.id_photo_file_id,
        eye_color: row.eye_color,
        hair_color: row.hair_color,
        hair_type: row.hair_type,
        skin_tone: row.skin_tone,
        build: row.build,
        height: row.height_cm,
        playing_age_min: row.playing_age_min,
        playing_age_max: row.playing_age_max,
        created_at: Moment(row.created_at),
        updated_at: Moment(row.updated_at),
    }))
}
