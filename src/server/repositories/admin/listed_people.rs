//! People as the administrators' table shows them.

use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;

use crate::server::{
    db::{
        Conn, rows,
        schema::{accounts, cinema_profiles, cities, main_profiles, people, unique_codes},
    },
    error::AppResult,
    repositories::profiles::person_names::PersonNames,
};

/// A person with account and profiles: private values included, so it never leaves the services.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = people)]
#[diesel(check_for_backend(diesel::sqlite::Sqlite, diesel::pg::Pg))]
pub struct ListedPerson {
    pub id: i64,
    pub account_id: i64,
    /// The primary one.
    #[diesel(select_expression = unique_codes::code)]
    pub code: String,
    #[diesel(embed)]
    pub names: PersonNames,
    pub date_of_birth: NaiveDate,
    pub gender: String,
    pub photo_file_id: Option<i64>,
    pub residence_country: String,
    pub residence_city_other: Option<String>,
    #[diesel(select_expression = cities::name.nullable())]
    pub city: Option<String>,
    pub minor_approved_at: Option<NaiveDateTime>,
    /// As the search index has it.
    #[diesel(select_expression = accounts::created_at)]
    pub registered_at: NaiveDateTime,
    #[diesel(select_expression = accounts::email)]
    pub email: String,
    #[diesel(select_expression = accounts::email_confirmed_at)]
    pub email_confirmed_at: Option<NaiveDateTime>,
    #[diesel(select_expression = accounts::state)]
    pub account_state: String,
    #[diesel(select_expression = accounts::role)]
    pub role: String,
    /// In UTC.
    #[diesel(select_expression = accounts::last_seen_on)]
    pub last_seen_on: Option<NaiveDate>,
    #[diesel(select_expression = accounts::language)]
    pub language: String,
    /// The visibility of the main profile, if there is one.
    #[diesel(select_expression = main_profiles::visibility.nullable())]
    pub main_visibility: Option<String>,
    /// The same of the CINEMA profile.
    #[diesel(select_expression = cinema_profiles::visibility.nullable())]
    pub cinema_visibility: Option<String>,
    /// Of the main profile, as the next two.
    #[diesel(select_expression = main_profiles::availability.nullable())]
    pub availability: Option<String>,
    #[diesel(select_expression = main_profiles::work_mode.nullable())]
    pub work_mode: Option<String>,
    #[diesel(select_expression = main_profiles::cv_file_id.nullable())]
    pub cv_file_id: Option<i64>,
}

/// The people with these ids, in no order.
pub async fn load_many(conn: &mut Conn, ids: &[i64]) -> AppResult<Vec<ListedPerson>> {
    rows!(
        conn,
        people::table
            .inner_join(accounts::table)
            .inner_join(unique_codes::table)
            .left_join(cities::table)
            .left_join(main_profiles::table)
            .left_join(cinema_profiles::table)
            .filter(unique_codes::is_primary.eq(true))
            .filter(people::id.eq_any(ids))
            .select(ListedPerson::as_select())
    )
}

/// The primary codes of the people of these accounts.
pub async fn codes_of_accounts(conn: &mut Conn, account_ids: &[i64]) -> AppResult<Vec<(i64, String)>> {
    rows!(
        conn,
        people::table
            .inner_join(unique_codes::table)
            .filter(unique_codes::is_primary.eq(true))
            .filter(people::account_id.eq_any(account_ids))
            .select((people::account_id, unique_codes::code))
    )
}

/// The primary codes of these people.
pub async fn codes_of_people(conn: &mut Conn, person_ids: &[i64]) -> AppResult<Vec<(i64, String)>> {
    rows!(
        conn,
        people::table
            .inner_join(unique_codes::table)
            .filter(unique_codes::is_primary.eq(true))
            .filter(people::id.eq_any(person_ids))
            .select((people::id, unique_codes::code))
    )
}
