//! Answers in rows of their own, of many people at once, each with its `people.id`.

use std::collections::HashMap;

use diesel::prelude::*;

use super::{identity_documents::StoredDocument, social_links::StoredLink};
use crate::server::{
    db::{
        Conn, among, rows,
        schema::{
            cinema_gallery_photos, cinema_productions, cinema_profile_ethnicities, cinema_profile_skills,
            cinema_profile_types, cinema_profiles, identity_documents, main_profile_talents, main_profiles,
            person_languages, social_links, talents,
        },
    },
    error::AppResult,
};

/// What people have several of, by `people.id`.
pub type ByPerson<T> = HashMap<i64, Vec<T>>;

fn by_person<T>(rows: Vec<(i64, T)>) -> ByPerson<T> {
    let mut all = ByPerson::new();
    for (person_id, value) in rows {
        all.entry(person_id).or_default().push(value);
    }
    all
}

/// Keys of a table of CINEMA profiles.
macro_rules! cinema_keys {
    ($(#[$doc:meta])* $name:ident, $table:ident, $key:ident) => {
        $(#[$doc])*
        pub async fn $name(conn: &mut Conn, people: &[i64]) -> AppResult<ByPerson<String>> {
            let found = rows!(
                conn,
                $table::table
                    .inner_join(cinema_profiles::table)
                    .filter(among(cinema_profiles::person_id, people))
                    .select((cinema_profiles::person_id, $table::$key))
            )?;
            Ok(by_person(found))
        }
    };
}

cinema_keys! {
    /// Keys of types of talent in film.
    types, cinema_profile_types, talent_type
}
cinema_keys! {
    /// Keys of skills.
    skills, cinema_profile_skills, skill
}
cinema_keys! {
    /// Keys of ethnicities.
    ethnicities, cinema_profile_ethnicities, ethnicity
}

/// Keys of talents, in the chosen order.
pub async fn talents(conn: &mut Conn, people: &[i64]) -> AppResult<ByPerson<String>> {
    let found = rows!(
        conn,
        main_profile_talents::table
            .inner_join(main_profiles::table)
            .inner_join(talents::table)
            .filter(among(main_profiles::person_id, people))
            .order((main_profile_talents::profile_id, main_profile_talents::position))
            .select((main_profiles::person_id, talents::key))
    )?;
    Ok(by_person(found))
}

/// Keys of languages.
pub async fn languages(conn: &mut Conn, people: &[i64]) -> AppResult<ByPerson<String>> {
    let found = rows!(
        conn,
        person_languages::table
            .filter(among(person_languages::person_id, people))
            .select((person_languages::person_id, person_languages::language))
    )?;
    Ok(by_person(found))
}

/// Addresses on social networks.
pub async fn links(conn: &mut Conn, people: &[i64]) -> AppResult<ByPerson<StoredLink>> {
    let found = rows!(
        conn,
        social_links::table
            .filter(among(social_links::person_id, people))
            .select((social_links::person_id, StoredLink::as_select()))
    )?;
    Ok(by_person(found))
}

/// Numbers of documents, by kind.
pub async fn documents(conn: &mut Conn, people: &[i64]) -> AppResult<ByPerson<StoredDocument>> {
    let found = rows!(
        conn,
        identity_documents::table
            .filter(among(identity_documents::person_id, people))
            .order((identity_documents::person_id, identity_documents::kind))
            .select((identity_documents::person_id, StoredDocument::as_select()))
    )?;
    Ok(by_person(found))
}

/// A production, as lists name it.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = cinema_productions)]
#[diesel(check_for_backend(diesel::sqlite::Sqlite, diesel::pg::Pg))]
pub struct ListedProduction {
    pub title: String,
    pub year: Option<i64>,
    /// Key of the closed list `production_type`.
    pub kind: String,
    pub role: Option<String>,
}

/// Productions, in their order.
pub async fn productions(conn: &mut Conn, people: &[i64]) -> AppResult<ByPerson<ListedProduction>> {
    let found = rows!(
        conn,
        cinema_productions::table
            .inner_join(cinema_profiles::table)
            .filter(among(cinema_profiles::person_id, people))
            .order((cinema_productions::profile_id, cinema_productions::position, cinema_productions::id))
            .select((cinema_profiles::person_id, ListedProduction::as_select()))
    )?;
    Ok(by_person(found))
}

/// The files of galleries.
pub async fn gallery_files(conn: &mut Conn, people: &[i64]) -> AppResult<ByPerson<i64>> {
    let found = rows!(
        conn,
        cinema_gallery_photos::table
            .inner_join(cinema_profiles::table)
            .filter(among(cinema_profiles::person_id, people))
            .select((cinema_profiles::person_id, cinema_gallery_photos::file_id))
    )?;
    Ok(by_person(found))
}
