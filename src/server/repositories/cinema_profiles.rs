//! CINEMA profiles and what they are made of: the side that writes.

use chrono::NaiveDateTime;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use crate::server::{
    db::{
        Conn, on,
        schema::{
            cinema_gallery_photos, cinema_productions, cinema_profile_ethnicities, cinema_profile_skills,
            cinema_profile_types, cinema_profiles,
        },
    },
    error::AppResult,
};

/// A CINEMA profile to be stored.
#[derive(Debug, Insertable)]
#[diesel(table_name = cinema_profiles)]
pub struct NewCinemaProfile<'a> {
    pub person_id: i64,
    pub visibility: &'a str,
    pub created_at: NaiveDateTime,
    pub updated_at: NaiveDateTime,
    pub id_document_type: &'a str,
    pub eye_color: Option<&'a str>,
    pub hair_color: Option<&'a str>,
    pub hair_type: Option<&'a str>,
    pub skin_tone: Option<&'a str>,
    pub build: Option<&'a str>,
    pub height_cm: Option<i64>,
    pub playing_age_min: Option<i64>,
    pub playing_age_max: Option<i64>,
}

/// A production to be stored.
#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = cinema_productions)]
pub struct NewProduction<'a> {
    pub profile_id: i64,
    pub position: i64,
    pub title: &'a str,
    pub year: Option<i64>,
    pub kind: &'a str,
    pub role: Option<&'a str>,
    pub tmdb_id: Option<i64>,
    pub poster_file_id: Option<i64>,
}

/// How the person looks.
#[derive(Debug, AsChangeset)]
#[diesel(table_name = cinema_profiles, treat_none_as_null = true)]
pub struct PhysiqueChange<'a> {
    pub eye_color: Option<&'a str>,
    pub hair_color: Option<&'a str>,
    pub hair_type: Option<&'a str>,
    pub skin_tone: Option<&'a str>,
    pub build: Option<&'a str>,
    pub height_cm: Option<i64>,
    pub playing_age_min: Option<i64>,
    pub playing_age_max: Option<i64>,
}

/// Stores the CINEMA profile of a person and answers its id. A second one is a unique violation.
pub async fn insert(conn: &mut Conn, profile: &NewCinemaProfile<'_>) -> AppResult<i64> {
    Ok(on!(conn, |c| diesel::insert_into(cinema_profiles::table)
        .values(profile)
        .returning(cinema_profiles::id)
        .get_result(c)
        .await)?)
}

/// Whether a person has a CINEMA profile.
pub async fn exists(conn: &mut Conn, person_id: i64) -> AppResult<bool> {
    Ok(id_of(conn, person_id).await?.is_some())
}

/// The CINEMA profile of a person.
pub async fn id_of(conn: &mut Conn, person_id: i64) -> AppResult<Option<i64>> {
    Ok(on!(conn, |c| cinema_profiles::table
        .filter(cinema_profiles::person_id.eq(person_id))
        .select(cinema_profiles::id)
        .first(c)
        .await
        .optional())?)
}

/// Notes that a profile changed.
pub async fn touch(conn: &mut Conn, profile_id: i64, now: NaiveDateTime) -> AppResult<()> {
    on!(conn, |c| diesel::update(cinema_profiles::table.find(profile_id))
        .set((cinema_profiles::updated_at.eq(now), cinema_profiles::version.eq(cinema_profiles::version + 1)))
        .execute(c)
        .await)?;
    Ok(())
}

/// Stores a changed physique.
pub async fn update_physique(conn: &mut Conn, profile_id: i64, change: &PhysiqueChange<'_>) -> AppResult<()> {
    on!(conn, |c| diesel::update(cinema_profiles::table.find(profile_id)).set(change).execute(c).await)?;
    Ok(())
}

/// Stores which of the person's documents the profile names.
pub async fn update_document(conn: &mut Conn, profile_id: i64, kind: &str) -> AppResult<()> {
    on!(conn, |c| diesel::update(cinema_profiles::table.find(profile_id))
        .set(cinema_profiles::id_document_type.eq(kind))
        .execute(c)
        .await)?;
    Ok(())
}

/// Stores who may open the profile.
pub async fn update_visibility(conn: &mut Conn, profile_id: i64, visibility: &str) -> AppResult<()> {
    on!(conn, |c| diesel::update(cinema_profiles::table.find(profile_id))
        .set(cinema_profiles::visibility.eq(visibility))
        .execute(c)
        .await)?;
    Ok(())
}

/// Replaces the types of talent of a profile.
pub async fn replace_types(conn: &mut Conn, profile_id: i64, types: &[String]) -> AppResult<()> {
    on!(conn, |c| diesel::delete(cinema_profile_types::table.filter(cinema_profile_types::profile_id.eq(profile_id)))
        .execute(c)
        .await)?;
    for key in types {
        let row = (cinema_profile_types::profile_id.eq(profile_id), cinema_profile_types::talent_type.eq(key));
        on!(conn, |c| diesel::insert_into(cinema_profile_types::table).values(row).execute(c).await)?;
    }
    Ok(())
}

/// Replaces the skills of a profile.
pub async fn replace_skills(conn: &mut Conn, profile_id: i64, skills: &[String]) -> AppResult<()> {
    on!(conn, |c| diesel::delete(
        cinema_profile_skills::table.filter(cinema_profile_skills::profile_id.eq(profile_id))
    )
    .execute(c)
    .await)?;
    for key in skills {
        let row = (cinema_profile_skills::profile_id.eq(profile_id), cinema_profile_skills::skill.eq(key));
        on!(conn, |c| diesel::insert_into(cinema_profile_skills::table).values(row).execute(c).await)?;
    }
    Ok(())
}

/// Replaces the ethnicities of a profile.
pub async fn replace_ethnicities(conn: &mut Conn, profile_id: i64, ethnicities: &[String]) -> AppResult<()> {
    let old = cinema_profile_ethnicities::table.filter(cinema_profile_ethnicities::profile_id.eq(profile_id));
    on!(conn, |c| diesel::delete(old).execute(c).await)?;
    for key in ethnicities {
        let row =
            (cinema_profile_ethnicities::profile_id.eq(profile_id), cinema_profile_ethnicities::ethnicity.eq(key));
        on!(conn, |c| diesel::insert_into(cinema_profile_ethnicities::table).values(row).execute(c).await)?;
    }
    Ok(())
}

/// Replaces the productions of a profile.
pub async fn replace_productions(conn: &mut Conn, profile_id: i64, productions: &[NewProduction<'_>]) -> AppResult<()> {
    on!(conn, |c| diesel::delete(cinema_productions::table.filter(cinema_productions::profile_id.eq(profile_id)))
        .execute(c)
        .await)?;
    for production in productions {
        on!(conn, |c| diesel::insert_into(cinema_productions::table).values(production).execute(c).await)?;
    }
    Ok(())
}

/// Makes the gallery of a profile these files, in this order.
pub async fn replace_gallery(conn: &mut Conn, profile_id: i64, files: &[i64]) -> AppResult<()> {
    on!(conn, |c| diesel::delete(
        cinema_gallery_photos::table.filter(cinema_gallery_photos::profile_id.eq(profile_id))
    )
    .execute(c)
    .await)?;
    for (position, file_id) in (1_i64..).zip(files) {
        insert_into_gallery(conn, profile_id, *file_id, position).await?;
    }
    Ok(())
}

/// Puts a file at the end of the gallery of a person. Without a CINEMA profile there is none.
pub async fn add_to_gallery(conn: &mut Conn, person_id: i64, file_id: i64) -> AppResult<()> {
    let Some(profile_id) = id_of(conn, person_id).await? else { return Ok(()) };
    let last: Option<i64> = on!(conn, |c| cinema_gallery_photos::table
        .filter(cinema_gallery_photos::profile_id.eq(profile_id))
        .select(diesel::dsl::max(cinema_gallery_photos::position))
        .first(c)
        .await)?;
    insert_into_gallery(conn, profile_id, file_id, last.unwrap_or(0).saturating_add(1)).await
}

async fn insert_into_gallery(conn: &mut Conn, profile_id: i64, file_id: i64, position: i64) -> AppResult<()> {
    let row = (
        cinema_gallery_photos::file_id.eq(file_id),
        cinema_gallery_photos::profile_id.eq(profile_id),
        cinema_gallery_photos::position.eq(position),
    );
    on!(conn, |c| diesel::insert_into(cinema_gallery_photos::table).values(row).execute(c).await)?;
    Ok(())
}

/// Makes a file the identity photo of a person's CINEMA profile, or takes it away.
pub async fn set_id_photo(conn: &mut Conn, person_id: i64, file_id: Option<i64>) -> AppResult<()> {
    on!(conn, |c| diesel::update(cinema_profiles::table.filter(cinema_profiles::person_id.eq(person_id)))
        .set(cinema_profiles::id_photo_file_id.eq(file_id))
        .execute(c)
        .await)?;
    Ok(())
}
