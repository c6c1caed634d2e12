//! People with their CINEMA profile, as pages about them, lists, files and cards read them.

use std::collections::HashMap;

use diesel::prelude::*;

use super::{answers::StoredProduction, profile::CinemaProfileRow};
use crate::server::repositories::profiles::{
    main_views::{ProfilePerson, ProfileRow, profiles_of_people},
    person_row::PersonRow,
    social_links::StoredLink,
};
use crate::server::{
    db::{
        Conn, among, first,
        schema::{
            accounts, cinema_gallery_photos, cinema_productions, cinema_profile_ethnicities, cinema_profile_skills,
            cinema_profile_types, cinema_profiles, cities, files, main_profiles, people, person_languages,
            social_links, unique_codes,
        },
        together,
    },
    error::AppResult,
};

/// As [`ProfileRow`], of the CINEMA profile.
#[derive(Queryable, Selectable)]
#[diesel(table_name = cinema_profiles)]
#[diesel(check_for_backend(diesel::sqlite::Sqlite, diesel::pg::Pg))]
pub(in crate::server::repositories::profiles) struct CinemaRow {
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

/// Everything a page about a person may show to some audience.
#[derive(Debug, Clone)]
pub struct WholeCinemaProfile {
    pub row: ProfileRow,
    pub person: PersonRow,
    pub cinema: CinemaProfileRow,
    /// Keys, as those below.
    pub types: Vec<String>,
    pub skills: Vec<String>,
    pub ethnicities: Vec<String>,
    pub languages: Vec<String>,
    pub links: Vec<StoredLink>,
    /// In their order.
    pub productions: Vec<StoredProduction>,
    /// Names of its photos, in their order.
    pub gallery: Vec<String>,
    /// Of the main profile, if there is one.
    pub main_visibility: Option<String>,
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

/// As [`find_by_code`], with everything that belongs to it.
pub async fn find_whole_by_code(conn: &mut Conn, code: &str) -> AppResult<Option<WholeCinemaProfile>> {
    let code = code.to_owned();
    Ok(together!(conn, |c, load, $| {
        let found: Vec<Option<i64>> = load!(unique_codes::table.find(code).select(unique_codes::person_id));
        let Some(person_id) = found.into_iter().next().flatten() else { return Ok(None) };
        let rows: Vec<(CinemaRow, PersonRow, CinemaProfileRow)> = load!(
            profiles_of_people!(cinema_profiles)
                .filter(cinema_profiles::person_id.eq(person_id))
                .select((CinemaRow::as_select(), PersonRow::as_select(), CinemaProfileRow::as_select()))
        );
        let Some((row, person, cinema)) = rows.into_iter().next() else { return Ok(None) };
        let types: Vec<String> = load!(
            cinema_profile_types::table
                .filter(cinema_profile_types::profile_id.eq(cinema.id))
                .select(cinema_profile_types::talent_type)
        );
        let skills: Vec<String> = load!(
            cinema_profile_skills::table
                .filter(cinema_profile_skills::profile_id.eq(cinema.id))
                .select(cinema_profile_skills::skill)
        );
        let ethnicities: Vec<String> = load!(
            cinema_profile_ethnicities::table
                .filter(cinema_profile_ethnicities::profile_id.eq(cinema.id))
                .select(cinema_profile_ethnicities::ethnicity)
        );
        let languages: Vec<String> = load!(
            person_languages::table
                .filter(person_languages::person_id.eq(person_id))
                .select(person_languages::language)
        );
        let links: Vec<StoredLink> = load!(
            social_links::table.filter(social_links::person_id.eq(person_id)).select(StoredLink::as_select())
        );
        let productions: Vec<StoredProduction> = load!(
            cinema_productions::table
                .left_join(files::table)
                .filter(cinema_productions::profile_id.eq(cinema.id))
                .order((cinema_productions::position, cinema_productions::id))
                .select(StoredProduction::as_select())
        );
        let gallery: Vec<String> = load!(
            cinema_gallery_photos::table
                .inner_join(files::table)
                .filter(cinema_gallery_photos::profile_id.eq(cinema.id))
                .order((cinema_gallery_photos::position, cinema_gallery_photos::file_id))
                .select(files::name)
        );
        let main: Vec<String> = load!(
            main_profiles::table.filter(main_profiles::person_id.eq(person_id)).select(main_profiles::visibility)
        );
        let (row, main_visibility) = (ProfileRow::from(row), main.into_iter().next());
        Ok(Some(WholeCinemaProfile {
            row,
            person,
            cinema,
            types,
            skills,
            ethnicities,
            languages,
            links,
            productions,
            gallery,
            main_visibility,
        }))
    })?)
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

/// Keys of the types of talent by profile.
pub type TypesOf = HashMap<i64, Vec<String>>;

/// The CINEMA profiles of these ids with their heights in centimetres, in no order, and their types of talent.
pub async fn load_many(conn: &mut Conn, profile_ids: &[i64]) -> AppResult<(Vec<(ProfileRow, Option<i64>)>, TypesOf)> {
    let ids = profile_ids.to_vec();
    let (rows, chosen) = together!(conn, |c, load, $| {
        let rows: Vec<(CinemaRow, Option<i64>)> = load!(
            profiles_of_people!(cinema_profiles)
                .filter(among(cinema_profiles::id, &ids))
                .select((CinemaRow::as_select(), cinema_profiles::height_cm))
        );
        let chosen: Vec<(i64, String)> = load!(
            cinema_profile_types::table
                .filter(among(cinema_profile_types::profile_id, &ids))
                .select((cinema_profile_types::profile_id, cinema_profile_types::talent_type))
        );
        Ok((rows, chosen))
    })?;
    let mut types = TypesOf::new();
    for (profile_id, key) in chosen {
        types.entry(profile_id).or_default().push(key);
    }
    Ok((rows.into_iter().map(|(row, height)| (ProfileRow::from(row), height)).collect(), types))
}
