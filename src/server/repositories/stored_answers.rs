//! Everything a person with a main profile answered, as it is stored: encrypted fields still encrypted.

use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use crate::server::{
    db::{
        Conn, on,
        schema::{cities, main_profile_talents, main_profiles, people, talents},
    },
    error::AppResult,
};

/// One person and the main profile.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = people)]
#[diesel(check_for_backend(diesel::sqlite::Sqlite, diesel::pg::Pg))]
pub struct StoredAnswers {
    #[diesel(select_expression = main_profiles::id)]
    pub profile_id: i64,
    #[diesel(embed)]
    pub person: StoredPerson,
    #[diesel(embed)]
    pub profile: StoredProfile,
}

/// What every profile of a person shares.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = people)]
#[diesel(check_for_backend(diesel::sqlite::Sqlite, diesel::pg::Pg))]
pub struct StoredPerson {
    pub id: i64,
    pub version: i64,
    pub first_name: String,
    pub last_name: String,
    pub date_of_birth: NaiveDate,
    pub gender: String,
    pub phone_encrypted: Option<Vec<u8>>,
    pub whatsapp_encrypted: Option<Vec<u8>>,
    pub address_encrypted: Option<Vec<u8>>,
    pub guardian_name_encrypted: Option<Vec<u8>>,
    pub guardian_phone_encrypted: Option<Vec<u8>>,
    pub country_of_origin: Option<String>,
    pub nationality: Option<String>,
    pub residence_country: String,
    pub residence_city_other: Option<String>,
    #[diesel(select_expression = cities::name.nullable())]
    pub city: Option<String>,
    pub years_experience: Option<i64>,
    pub website: Option<String>,
    pub show_name_photo: bool,
    pub show_links: bool,
    pub show_origins: bool,
    pub minor_approved_at: Option<NaiveDateTime>,
}

/// What only the main profile has.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = main_profiles)]
#[diesel(check_for_backend(diesel::sqlite::Sqlite, diesel::pg::Pg))]
pub struct StoredProfile {
    pub visibility: String,
    pub bio: Option<String>,
    pub education: Option<String>,
    pub availability: Option<String>,
    pub work_mode: Option<String>,
    pub hourly_rate: Option<i64>,
    pub monthly_rate: Option<i64>,
    pub rate_currency: Option<String>,
    pub portfolio_url: Option<String>,
    pub allow_cv_analysis: bool,
}

/// What is stored of a person, whichever profiles they have.
pub async fn person(conn: &mut Conn, person_id: i64) -> AppResult<Option<StoredPerson>> {
    Ok(on!(conn, |c| people::table
        .left_join(cities::table)
        .filter(people::id.eq(person_id))
        .select(StoredPerson::as_select())
        .first(c)
        .await
        .optional())?)
}

/// The answers of a person; `None` without a main profile.
pub async fn of_person(conn: &mut Conn, person_id: i64) -> AppResult<Option<StoredAnswers>> {
    Ok(on!(conn, |c| main_profiles::table
        .inner_join(people::table.left_join(cities::table))
        .filter(main_profiles::person_id.eq(person_id))
        .select(StoredAnswers::as_select())
        .first(c)
        .await
        .optional())?)
}

/// Keys of a profile's talents, in the chosen order.
pub async fn talent_keys(conn: &mut Conn, profile_id: i64) -> AppResult<Vec<String>> {
    Ok(on!(conn, |c| main_profile_talents::table
        .inner_join(talents::table)
        .filter(main_profile_talents::profile_id.eq(profile_id))
        .order(main_profile_talents::position)
        .select(talents::key)
        .load(c)
        .await)?)
}
