//! People with their CINEMA profile, as pages about them, lists, files and cards read them.

use diesel::prelude::*;

use crate::server::repositories::profiles::main_views::{ProfilePerson, ProfileRow, profiles_of_people};
use crate::server::{
    db::{
        Conn, first, rows,
        schema::{accounts, cinema_profiles, cities, files, people, unique_codes},
    },
    error::AppResult,
};

/// As [`ProfileRow`], of the CINEMA profile.
#[derive(Queryable, Selectable)]
#[diesel(table_name = cinema_profiles)]
#[diesel(check_for_backend(diesel::sqlite::Sqlite, diesel::pg::Pg))]
struct CinemaRow {
    #[diesel(embed)]
    person: ProfilePerson,
    #[diesel(column_name = id)]
    profile_id: i64,
    visibility: String,
    #[diesel(column_name = version)]
    profile_version: i64,
}

impl From<CinemaRow> for ProfileRow {
    fn from(row: CinemaRow) -> Self {
        let CinemaRow { person, profile_id, visibility, profile_version } = row;
        Self { person, profile_id, visibility, availability: None, profile_version }
    }
}

/// Everything of [`CinemaRow`] at once; a filter is added to it.
macro_rules! cinema_rows {
    () => {
        profiles_of_people!(cinema_profiles).select(CinemaRow::as_select())
    };
}

/// The CINEMA profile behind a code, primary or alias.
pub async fn find_by_code(conn: &mut Conn, code: &str) -> AppResult<Option<ProfileRow>> {
    match crate::server::repositories::profiles::unique_codes::person_of(conn, code).await? {
        Some(person_id) => find_by_person(conn, person_id).await,
        None => Ok(None),
    }
}

/// The CINEMA profile of a person.
pub async fn find_by_person(conn: &mut Conn, person_id: i64) -> AppResult<Option<ProfileRow>> {
    let row: Option<CinemaRow> = first!(conn, cinema_rows!().filter(cinema_profiles::person_id.eq(person_id)))?;
    Ok(row.map(ProfileRow::from))
}

/// The CINEMA profile with this id.
pub async fn find(conn: &mut Conn, profile_id: i64) -> AppResult<Option<ProfileRow>> {
    let row: Option<CinemaRow> = first!(conn, cinema_rows!().filter(cinema_profiles::id.eq(profile_id)))?;
    Ok(row.map(ProfileRow::from))
}

/// The CINEMA profiles of these ids with their heights in centimetres, in no order.
pub async fn load_many(conn: &mut Conn, profile_ids: &[i64]) -> AppResult<Vec<(ProfileRow, Option<i64>)>> {
    let rows: Vec<(CinemaRow, Option<i64>)> = rows!(
        conn,
        profiles_of_people!(cinema_profiles)
            .filter(cinema_profiles::id.eq_any(profile_ids))
            .select((CinemaRow::as_select(), cinema_profiles::height_cm))
    )?;
    Ok(rows.into_iter().map(|(row, height)| (ProfileRow::from(row), height)).collect())
}
