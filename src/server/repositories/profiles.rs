//! People with their main profile, as the profile page and the directory read them.

use std::collections::HashMap;

use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use crate::server::{
    db::{
        Conn, on,
        schema::{accounts, cities, files, main_profile_talents, main_profiles, people, talents, unique_codes},
    },
    error::AppResult,
};

/// A person with a profile, the main one here: private values included, so it never leaves the services.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = people)]
#[diesel(check_for_backend(diesel::sqlite::Sqlite, diesel::pg::Pg))]
pub struct ProfileRow {
    #[diesel(select_expression = people::id)]
    pub person_id: i64,
    pub account_id: i64,
    #[diesel(select_expression = main_profiles::id)]
    pub profile_id: i64,
    /// The primary one.
    #[diesel(select_expression = unique_codes::code)]
    pub code: String,
    pub first_name: String,
    pub last_name: String,
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
    #[diesel(select_expression = main_profiles::visibility)]
    pub visibility: String,
    #[diesel(select_expression = main_profiles::availability)]
    pub availability: Option<String>,
    /// Both change with every edit.
    #[diesel(select_expression = main_profiles::version)]
    pub profile_version: i64,
    #[diesel(select_expression = people::version)]
    pub person_version: i64,
    #[diesel(select_expression = accounts::state)]
    pub account_state: String,
    /// Name of the photo.
    #[diesel(select_expression = files::name.nullable())]
    pub photo: Option<String>,
}

impl ProfileRow {
    /// Name of the city, listed or typed.
    #[must_use]
    pub fn city_name(&self) -> &str {
        self.city.as_deref().or(self.residence_city_other.as_deref()).unwrap_or_default()
    }
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

/// Everything of [`ProfileRow`] at once; filters are added to it.
macro_rules! profile_rows {
    () => {
        main_profiles::table
            .inner_join(
                people::table
                    .inner_join(accounts::table)
                    .inner_join(unique_codes::table)
                    .left_join(cities::table)
                    .left_join(files::table.on(people::photo_file_id.eq(files::id.nullable()))),
            )
            .filter(unique_codes::is_primary.eq(true))
            .select(ProfileRow::as_select())
    };
}

/// The main profile behind a code, primary or alias.
pub async fn find_by_code(conn: &mut Conn, code: &str) -> AppResult<Option<ProfileRow>> {
    match super::unique_codes::person_of(conn, code).await? {
        Some(person_id) => find_by_person(conn, person_id).await,
        None => Ok(None),
    }
}

/// The main profile of a person.
pub async fn find_by_person(conn: &mut Conn, person_id: i64) -> AppResult<Option<ProfileRow>> {
    Ok(on!(conn, |c| profile_rows!().filter(main_profiles::person_id.eq(person_id)).first(c).await.optional())?)
}

/// The main profiles of these ids, newest first.
pub async fn load_many(conn: &mut Conn, profile_ids: &[i64]) -> AppResult<Vec<ProfileRow>> {
    Ok(on!(conn, |c| profile_rows!()
        .filter(main_profiles::id.eq_any(profile_ids))
        .order(main_profiles::id.desc())
        .load(c)
        .await)?)
}

/// The talents of each of these profiles, in the order their person chose.
pub async fn talents_of(conn: &mut Conn, profile_ids: &[i64]) -> AppResult<HashMap<i64, Vec<ProfileTalent>>> {
    let rows: Vec<ProfileTalent> = on!(conn, |c| main_profile_talents::table
        .inner_join(talents::table)
        .filter(main_profile_talents::profile_id.eq_any(profile_ids))
        .order((main_profile_talents::profile_id, main_profile_talents::position))
        .select(ProfileTalent::as_select())
        .load(c)
        .await)?;
    let mut by_profile: HashMap<i64, Vec<ProfileTalent>> = HashMap::new();
    for row in rows {
        by_profile.entry(row.profile_id).or_default().push(row);
    }
    Ok(by_profile)
}
