//! People with their CINEMA profile, as pages about them, lists, files and cards read them.

use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use super::{person_names::PersonNames, profiles::ProfileRow};
use crate::server::{
    db::{
        Conn, on,
        schema::{accounts, cinema_profiles, cities, files, people, unique_codes},
    },
    error::AppResult,
};

/// The same of a person as a row with a main profile, of the CINEMA one.
#[derive(Queryable, Selectable)]
#[diesel(table_name = people)]
#[diesel(check_for_backend(diesel::sqlite::Sqlite, diesel::pg::Pg))]
struct CinemaRow {
    #[diesel(select_expression = people::id)]
    person_id: i64,
    account_id: i64,
    #[diesel(select_expression = cinema_profiles::id)]
    profile_id: i64,
    #[diesel(select_expression = unique_codes::code)]
    code: String,
    #[diesel(embed)]
    names: PersonNames,
    date_of_birth: NaiveDate,
    gender: String,
    residence_country: String,
    residence_city_other: Option<String>,
    #[diesel(select_expression = cities::name.nullable())]
    city: Option<String>,
    show_name_photo: bool,
    show_links: bool,
    show_origins: bool,
    minor_approved_at: Option<NaiveDateTime>,
    #[diesel(select_expression = cinema_profiles::visibility)]
    visibility: String,
    #[diesel(select_expression = cinema_profiles::version)]
    profile_version: i64,
    #[diesel(select_expression = people::version)]
    person_version: i64,
    #[diesel(select_expression = accounts::state)]
    account_state: String,
    #[diesel(select_expression = files::name.nullable())]
    photo: Option<String>,
}

impl From<CinemaRow> for ProfileRow {
    fn from(row: CinemaRow) -> Self {
        Self {
            person_id: row.person_id,
            account_id: row.account_id,
            profile_id: row.profile_id,
            code: row.code,
            names: row.names,
            date_of_birth: row.date_of_birth,
            gender: row.gender,
            residence_country: row.residence_country,
            residence_city_other: row.residence_city_other,
            city: row.city,
            show_name_photo: row.show_name_photo,
            show_links: row.show_links,
            show_origins: row.show_origins,
            minor_approved_at: row.minor_approved_at,
            visibility: row.visibility,
            availability: None,
            profile_version: row.profile_version,
            person_version: row.person_version,
            account_state: row.account_state,
            photo: row.photo,
        }
    }
}

/// Everything of [`CinemaRow`] at once; a filter is added to it.
macro_rules! cinema_rows {
    () => {
        cinema_profiles::table
            .inner_join(
                people::table
                    .inner_join(accounts::table)
                    .inner_join(unique_codes::table)
                    .left_join(cities::table)
                    .left_join(files::table.on(people::photo_file_id.eq(files::id.nullable()))),
            )
            .filter(unique_codes::is_primary.eq(true))
            .select(CinemaRow::as_select())
    };
}

/// The CINEMA profile behind a code, primary or alias.
pub async fn find_by_code(conn: &mut Conn, code: &str) -> AppResult<Option<ProfileRow>> {
    match super::unique_codes::person_of(conn, code).await? {
        Some(person_id) => find_by_person(conn, person_id).await,
        None => Ok(None),
    }
}

/// The CINEMA profile of a person.
pub async fn find_by_person(conn: &mut Conn, person_id: i64) -> AppResult<Option<ProfileRow>> {
    let row: Option<CinemaRow> =
        on!(conn, |c| cinema_rows!().filter(cinema_profiles::person_id.eq(person_id)).first(c).await.optional())?;
    Ok(row.map(ProfileRow::from))
}

/// The CINEMA profile with this id.
pub async fn find(conn: &mut Conn, profile_id: i64) -> AppResult<Option<ProfileRow>> {
    let row: Option<CinemaRow> =
        on!(conn, |c| cinema_rows!().filter(cinema_profiles::id.eq(profile_id)).first(c).await.optional())?;
    Ok(row.map(ProfileRow::from))
}

/// The CINEMA profiles of these ids, in no order.
pub async fn load_many(conn: &mut Conn, profile_ids: &[i64]) -> AppResult<Vec<ProfileRow>> {
    let rows: Vec<CinemaRow> =
        on!(conn, |c| cinema_rows!().filter(cinema_profiles::id.eq_any(profile_ids)).load(c).await)?;
    Ok(rows.into_iter().map(ProfileRow::from).collect())
}
