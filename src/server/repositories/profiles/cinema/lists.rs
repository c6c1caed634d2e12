//! CINEMA profiles and what they are made of: the side that writes.

use diesel::prelude::*;

use crate::server::{
    db::{
        Conn, execute, first, one,
        schema::{
            cinema_gallery_photos, cinema_productions, cinema_profile_ethnicities, cinema_profile_skills,
            cinema_profile_types, cinema_profiles,
        },
    },
    error::AppResult,
    repositories::batches::replace_keys,
};

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

/// Whether a person has a CINEMA profile.
pub async fn exists(conn: &mut Conn, person_id: i64) -> AppResult<bool> {
    Ok(id_of(conn, person_id).await?.is_some())
}

/// The CINEMA profile of a person.
pub async fn id_of(conn: &mut Conn, person_id: i64) -> AppResult<Option<i64>> {
    first!(conn, cinema_profiles::table.filter(cinema_profiles::person_id.eq(person_id)).select(cinema_profiles::id))
}

/// Replaces the types of talent of a profile.
pub async fn replace_types(conn: &mut Conn, profile_id: i64, types: &[String]) -> AppResult<()> {
    replace_keys!(conn, cinema_profile_types, profile_id = profile_id, talent_type = types)
}

/// Replaces the skills of a profile.
pub async fn replace_skills(conn: &mut Conn, profile_id: i64, skills: &[String]) -> AppResult<()> {
    replace_keys!(conn, cinema_profile_skills, profile_id = profile_id, skill = skills)
}

/// Replaces the ethnicities of a profile.
pub async fn replace_ethnicities(conn: &mut Conn, profile_id: i64, ethnicities: &[String]) -> AppResult<()> {
    replace_keys!(conn, cinema_profile_ethnicities, profile_id = profile_id, ethnicity = ethnicities)
}

/// Replaces the productions of a profile.
pub async fn replace_productions(conn: &mut Conn, profile_id: i64, productions: &[NewProduction<'_>]) -> AppResult<()> {
    execute!(conn, diesel::delete(cinema_productions::table.filter(cinema_productions::profile_id.eq(profile_id))))?;
    for production in productions {
        execute!(conn, diesel::insert_into(cinema_productions::table).values(production))?;
    }
    Ok(())
}

/// Makes the gallery of a profile these files, in this order.
pub async fn replace_gallery(conn: &mut Conn, profile_id: i64, files: &[i64]) -> AppResult<()> {
    execute!(
        conn,
        diesel::delete(cinema_gallery_photos::table.filter(cinema_gallery_photos::profile_id.eq(profile_id)))
    )?;
    for (position, file_id) in (1_i64..).zip(files) {
        insert_into_gallery(conn, profile_id, *file_id, position).await?;
    }
    Ok(())
}

/// Puts a file at the end of the gallery of a person. Without a CINEMA profile there is none.
pub async fn add_to_gallery(conn: &mut Conn, person_id: i64, file_id: i64) -> AppResult<()> {
    let Some(profile_id) = id_of(conn, person_id).await? else { return Ok(()) };
    let last: Option<i64> = one!(
        conn,
        cinema_gallery_photos::table
            .filter(cinema_gallery_photos::profile_id.eq(profile_id))
            .select(diesel::dsl::max(cinema_gallery_photos::position))
    )?;
    insert_into_gallery(conn, profile_id, file_id, last.unwrap_or(0).saturating_add(1)).await
}

async fn insert_into_gallery(conn: &mut Conn, profile_id: i64, file_id: i64, position: i64) -> AppResult<()> {
    let row = (
        cinema_gallery_photos::file_id.eq(file_id),
        cinema_gallery_photos::profile_id.eq(profile_id),
        cinema_gallery_photos::position.eq(position),
    );
    execute!(conn, diesel::insert_into(cinema_gallery_photos::table).values(row))
}

/// Makes a file the identity photo of a person's CINEMA profile, or takes it away.
pub async fn set_id_photo(conn: &mut Conn, person_id: i64, file_id: Option<i64>) -> AppResult<()> {
    execute!(
        conn,
        diesel::update(cinema_profiles::table.filter(cinema_profiles::person_id.eq(person_id)))
            .set(cinema_profiles::id_photo_file_id.eq(file_id))
    )
}
