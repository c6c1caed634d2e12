//! A person as an operator sees one at the command line.

use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use crate::server::{
    db::{
        Conn, on,
        schema::{
            accounts, cinema_profiles, cities, main_profile_talents, main_profiles, people, talents, unique_codes,
        },
    },
    error::AppResult,
};

/// Everything administrators may see of a person, encrypted fields still encrypted.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = people)]
#[diesel(check_for_backend(diesel::sqlite::Sqlite, diesel::pg::Pg))]
pub struct PersonRecord {
    pub id: i64,
    pub account_id: i64,
    pub first_name: String,
    pub last_name: String,
    pub date_of_birth: NaiveDate,
    pub gender: String,
    pub phone_encrypted: Option<Vec<u8>>,
    pub guardian_name_encrypted: Option<Vec<u8>>,
    pub guardian_phone_encrypted: Option<Vec<u8>>,
    pub residence_country: String,
    pub residence_city_other: Option<String>,
    pub show_name_photo: bool,
    pub show_links: bool,
    pub show_origins: bool,
    pub minor_approved_at: Option<NaiveDateTime>,
    pub created_at: NaiveDateTime,
    #[diesel(select_expression = cities::name.nullable())]
    pub city: Option<String>,
    #[diesel(select_expression = accounts::email)]
    pub email: String,
    #[diesel(select_expression = accounts::state)]
    pub state: String,
    #[diesel(select_expression = accounts::role)]
    pub role: String,
    #[diesel(select_expression = main_profiles::visibility.nullable())]
    pub visibility: Option<String>,
    #[diesel(select_expression = cinema_profiles::visibility.nullable())]
    pub cinema_visibility: Option<String>,
}

/// The person with this code, primary or not.
///
/// # Errors
/// When the database cannot be read.
pub async fn find_by_code(conn: &mut Conn, code: &str) -> AppResult<Option<PersonRecord>> {
    Ok(on!(conn, |c| people::table
        .inner_join(accounts::table)
        .left_join(cities::table)
        .left_join(main_profiles::table)
        .left_join(cinema_profiles::table)
        .filter(
            people::id
                .nullable()
                .eq_any(unique_codes::table.filter(unique_codes::code.eq(code)).select(unique_codes::person_id))
        )
        .select(PersonRecord::as_select())
        .first(c)
        .await
        .optional())?)
}

/// All codes of a person, the primary one first.
///
/// # Errors
/// When the database cannot be read.
pub async fn codes(conn: &mut Conn, person_id: i64) -> AppResult<Vec<String>> {
    Ok(on!(conn, |c| unique_codes::table
        .filter(unique_codes::person_id.eq(person_id))
        .order((unique_codes::is_primary.desc(), unique_codes::code))
        .select(unique_codes::code)
        .load(c)
        .await)?)
}

/// Keys of a person's talents, in the chosen order.
///
/// # Errors
/// When the database cannot be read.
pub async fn talent_keys(conn: &mut Conn, person_id: i64) -> AppResult<Vec<String>> {
    Ok(on!(conn, |c| main_profile_talents::table
        .inner_join(main_profiles::table)
        .inner_join(talents::table)
        .filter(main_profiles::person_id.eq(person_id))
        .order(main_profile_talents::position)
        .select(talents::key)
        .load(c)
        .await)?)
}

/// Notes that a minor's profile may be seen.
///
/// # Errors
/// When the database cannot be written.
pub async fn approve_minor(conn: &mut Conn, person_id: i64, now: NaiveDateTime) -> AppResult<()> {
    on!(conn, |c| diesel::update(people::table.find(person_id))
        .set((people::minor_approved_at.eq(now), people::updated_at.eq(now), people::version.eq(people::version + 1)))
        .execute(c)
        .await)?;
    Ok(())
}
