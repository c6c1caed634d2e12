//! What only a CINEMA profile has, as it is stored.

use diesel::prelude::*;

use crate::server::repositories::{batches::keys_of, files::FileRow};
use crate::server::{
    db::{
        Conn, among, first, rows,
        schema::{
            cinema_gallery_photos, cinema_productions, cinema_profile_ethnicities, cinema_profile_skills,
            cinema_profile_types, cinema_profiles, files,
        },
    },
    error::AppResult,
};

/// A production of a profile.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = cinema_productions)]
#[diesel(check_for_backend(diesel::sqlite::Sqlite, diesel::pg::Pg))]
pub struct StoredProduction {
    pub title: String,
    pub year: Option<i64>,
    /// Key of the closed list `production_type`.
    pub kind: String,
    pub role: Option<String>,
    pub tmdb_id: Option<i64>,
    pub poster_file_id: Option<i64>,
    /// Name of the poster's file.
    #[diesel(select_expression = files::name.nullable())]
    pub poster: Option<String>,
}

/// Keys of its types of talent.
pub async fn types(conn: &mut Conn, profile_id: i64) -> AppResult<Vec<String>> {
    keys_of!(conn, cinema_profile_types, profile_id = profile_id, talent_type)
}

/// Keys of its skills.
pub async fn skills(conn: &mut Conn, profile_id: i64) -> AppResult<Vec<String>> {
    keys_of!(conn, cinema_profile_skills, profile_id = profile_id, skill)
}

/// Keys of its ethnicities.
pub async fn ethnicities(conn: &mut Conn, profile_id: i64) -> AppResult<Vec<String>> {
    keys_of!(conn, cinema_profile_ethnicities, profile_id = profile_id, ethnicity)
}

/// Its productions, in their order.
pub async fn productions(conn: &mut Conn, profile_id: i64) -> AppResult<Vec<StoredProduction>> {
    rows!(
        conn,
        cinema_productions::table
            .left_join(files::table)
            .filter(cinema_productions::profile_id.eq(profile_id))
            .order((cinema_productions::position, cinema_productions::id))
            .select(StoredProduction::as_select())
    )
}

/// The photos of its gallery, in their order.
pub async fn gallery(conn: &mut Conn, profile_id: i64) -> AppResult<Vec<FileRow>> {
    rows!(
        conn,
        cinema_gallery_photos::table
            .inner_join(files::table)
            .filter(cinema_gallery_photos::profile_id.eq(profile_id))
            .order((cinema_gallery_photos::position, cinema_gallery_photos::file_id))
            .select(FileRow::as_select())
    )
}

/// Name of the file with the picture of the identity document.
pub async fn id_photo_name(conn: &mut Conn, profile_id: i64) -> AppResult<Option<String>> {
    first!(
        conn,
        cinema_profiles::table
            .inner_join(files::table.on(cinema_profiles::id_photo_file_id.eq(files::id.nullable())))
            .filter(cinema_profiles::id.eq(profile_id))
            .select(files::name)
    )
}

/// Keys of the skills of several profiles, each with whose it is.
pub async fn skills_of(conn: &mut Conn, profile_ids: &[i64]) -> AppResult<Vec<(i64, String)>> {
    rows!(
        conn,
        cinema_profile_skills::table
            .filter(among(cinema_profile_skills::profile_id, profile_ids))
            .order((cinema_profile_skills::profile_id, cinema_profile_skills::skill))
            .select((cinema_profile_skills::profile_id, cinema_profile_skills::skill))
    )
}
