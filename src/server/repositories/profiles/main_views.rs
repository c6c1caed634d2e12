//! People with their main profile, as the profile page and the directory read them.

use std::collections::HashMap;

use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;

use super::{main_profile::MainProfileRow, person_names::PersonNames, person_row::PersonRow, social_links::StoredLink};
use crate::server::{
    db::{
        Conn, among, first, rows,
        schema::{
            accounts, cinema_profiles, cities, files, main_profile_talents, main_profiles, people, person_languages,
            social_links, talents, unique_codes,
        },
        together,
    },
    error::AppResult,
};

/// What lists and pages of either profile read of its person: private values included, so it never leaves the services.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = people)]
#[diesel(check_for_backend(diesel::sqlite::Sqlite, diesel::pg::Pg))]
pub struct ProfilePerson {
    pub id: i64,
    pub account_id: i64,
    /// The primary one.
    #[diesel(select_expression = unique_codes::code)]
    pub code: String,
    #[diesel(embed)]
    pub names: PersonNames,
    pub date_of_birth: NaiveDate,
    pub gender: String,
    pub residence_country: String,
    pub residence_city_other: Option<String>,
    #[diesel(select_expression = cities::name.nullable())]
    pub city: Option<String>,
    pub show_name_photo: bool,
    pub show_links: bool,
    pub show_origins: bool,
    pub minor_approved_at: Option<NaiveDateTime>,
    /// Changes with every edit.
    pub version: i64,
    #[diesel(select_expression = accounts::state)]
    pub account_state: String,
    /// Name of the photo.
    #[diesel(select_expression = files::name.nullable())]
    pub photo: Option<String>,
}

impl ProfilePerson {
    /// Name of the city, listed or typed.
    #[must_use]
    pub fn city_name(&self) -> &str {
        self.city.as_deref().or(self.residence_city_other.as_deref()).unwrap_or_default()
    }
}

/// A profile, the main one here, and its person.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = main_profiles)]
#[diesel(check_for_backend(diesel::sqlite::Sqlite, diesel::pg::Pg))]
pub struct ProfileRow {
    #[diesel(embed)]
    pub person: ProfilePerson,
    #[diesel(column_name = id)]
    pub profile_id: i64,
    pub visibility: String,
    /// None of a CINEMA profile.
    pub availability: Option<String>,
    /// Changes with every edit.
    #[diesel(column_name = version)]
    pub profile_version: i64,
}

/// A talent of a profile with its labels.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = talents)]
#[diesel(check_for_backend(diesel::sqlite::Sqlite, diesel::pg::Pg))]
pub struct ProfileTalent {
    #[diesel(select_expression = main_profile_talents::profile_id)]
    pub profile_id: i64,
    pub key: String,
    pub emoji: String,
    pub label_fr: String,
    pub label_en: String,
    pub label_ar: String,
}

/// Everything a page about a person may show to some audience.
#[derive(Debug, Clone)]
pub struct WholeProfile {
    pub row: ProfileRow,
    pub person: PersonRow,
    pub main: MainProfileRow,
    pub talents: Vec<ProfileTalent>,
    /// Keys.
    pub languages: Vec<String>,
    pub links: Vec<StoredLink>,
    /// Of the CINEMA profile, if there is one.
    pub cinema_visibility: Option<String>,
}

/// A table of profiles with their people and what belongs to them; filters and what is selected are added to it.
macro_rules! profiles_of_people {
    ($profiles:ident) => {
        $profiles::table
            .inner_join(
                people::table
                    .inner_join(accounts::table)
                    .inner_join(unique_codes::table)
                    .left_join(cities::table)
                    .left_join(files::table.on(people::photo_file_id.eq(files::id.nullable()))),
            )
            .filter(unique_codes::is_primary.eq(true))
    };
}
pub(super) use profiles_of_people;

/// The main profile behind a code, primary or alias.
pub async fn find_by_code(conn: &mut Conn, code: &str) -> AppResult<Option<WholeProfile>> {
    let code = code.to_owned();
    Ok(together!(conn, |c, load, $| {
        let found: Vec<Option<i64>> = load!(unique_codes::table.find(code).select(unique_codes::person_id));
        let Some(person_id) = found.into_iter().next().flatten() else { return Ok(None) };
        let rows: Vec<(ProfileRow, PersonRow, MainProfileRow)> = load!(
            profiles_of_people!(main_profiles)
                .filter(main_profiles::person_id.eq(person_id))
                .select((ProfileRow::as_select(), PersonRow::as_select(), MainProfileRow::as_select()))
        );
        let Some((row, person, main)) = rows.into_iter().next() else { return Ok(None) };
        let talents: Vec<ProfileTalent> = load!(
            main_profile_talents::table
                .inner_join(talents::table)
                .filter(main_profile_talents::profile_id.eq(row.profile_id))
                .order(main_profile_talents::position)
                .select(ProfileTalent::as_select())
        );
        let languages: Vec<String> = load!(
            person_languages::table
                .filter(person_languages::person_id.eq(person_id))
                .select(person_languages::language)
        );
        let links: Vec<StoredLink> = load!(
            social_links::table.filter(social_links::person_id.eq(person_id)).select(StoredLink::as_select())
        );
        let cinema: Vec<String> = load!(
            cinema_profiles::table.filter(cinema_profiles::person_id.eq(person_id)).select(cinema_profiles::visibility)
        );
        let cinema_visibility = cinema.into_iter().next();
        Ok(Some(WholeProfile { row, person, main, talents, languages, links, cinema_visibility }))
    })?)
}

/// The main profile of a person.
pub async fn find_by_person(conn: &mut Conn, person_id: i64) -> AppResult<Option<ProfileRow>> {
    first!(
        conn,
        profiles_of_people!(main_profiles)
            .filter(main_profiles::person_id.eq(person_id))
            .select(ProfileRow::as_select())
    )
}

/// Talents by profile, in the order their person chose.
pub type TalentsOf = HashMap<i64, Vec<ProfileTalent>>;

/// The main profiles of these ids, newest first, and their talents.
pub async fn load_many(conn: &mut Conn, profile_ids: &[i64]) -> AppResult<(Vec<ProfileRow>, TalentsOf)> {
    let ids = profile_ids.to_vec();
    let (rows, chosen) = together!(conn, |c, load, $| {
        let rows: Vec<ProfileRow> = load!(
            profiles_of_people!(main_profiles)
                .filter(among(main_profiles::id, &ids))
                .order(main_profiles::id.desc())
                .select(ProfileRow::as_select())
        );
        let chosen: Vec<ProfileTalent> = load!(
            main_profile_talents::table
                .inner_join(talents::table)
                .filter(among(main_profile_talents::profile_id, &ids))
                .order((main_profile_talents::profile_id, main_profile_talents::position))
                .select(ProfileTalent::as_select())
        );
        Ok((rows, chosen))
    })?;
    let mut by_profile = TalentsOf::new();
    for talent in chosen {
        by_profile.entry(talent.profile_id).or_default().push(talent);
    }
    Ok((rows, by_profile))
}

/// The talents of a profile, in the order their person chose.
pub async fn talents_of(conn: &mut Conn, profile_id: i64) -> AppResult<Vec<ProfileTalent>> {
    rows!(
        conn,
        main_profile_talents::table
            .inner_join(talents::table)
            .filter(main_profile_talents::profile_id.eq(profile_id))
            .order(main_profile_talents::position)
            .select(ProfileTalent::as_select())
    )
}
