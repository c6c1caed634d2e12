//! Gallery and productions of a CINEMA profile, as its form names them: by the names of files.

use crate::{
    domain::{
        cinema::{Production, gallery_order::settled},
        files::FileKind,
    },
    server::{
        db::Conn,
        error::AppResult,
        repositories::{
            cinema_profiles::{self, NewProduction},
            files::{self, FileOwner},
        },
        services::posters,
    },
};

/// Puts the person's gallery photos in the order of these names; those not named follow as they came.
///
/// # Errors
/// When the database fails.
pub async fn replace_gallery(conn: &mut Conn, person_id: i64, profile_id: i64, order: &[String]) -> AppResult<()> {
    let mut photos = files::of_owner(conn, FileOwner::Person(person_id)).await?;
    photos.retain(|file| file.kind == FileKind::Gallery.key());
    let names: Vec<String> = photos.iter().map(|file| file.name.clone()).collect();
    let id_of = |name: &String| photos.iter().find(|file| &file.name == name).map(|file| file.id);
    let ids: Vec<i64> = settled(&names, order).iter().filter_map(id_of).collect();
    cinema_profiles::replace_gallery(conn, profile_id, &ids).await
}

/// Stores these productions in place of the profile's. Only posters that are the person's are shown: their names came
/// with the form.
///
/// # Errors
/// When the database fails.
pub async fn replace_productions(
    conn: &mut Conn,
    person_id: i64,
    profile_id: i64,
    productions: &[Production],
) -> AppResult<()> {
    let posters = posters::ids_of(conn, FileOwner::Person(person_id)).await?;
    let rows: Vec<NewProduction<'_>> = (1_i64..)
        .zip(productions)
        .map(|(position, production)| NewProduction {
            profile_id,
            position,
            title: &production.title,
            year: production.year,
            kind: &production.kind,
            role: production.role.as_deref(),
            tmdb_id: production.tmdb_id,
            poster_file_id: production.poster.as_ref().and_then(|name| posters.get(name)).copied(),
        })
        .collect();
    cinema_profiles::replace_productions(conn, profile_id, &rows).await
}
