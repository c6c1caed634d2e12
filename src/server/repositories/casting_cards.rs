//! People with their CINEMA profile, as lists show them.

use std::collections::HashMap;

use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use crate::server::{
    db::{
        Conn, on,
        schema::{accounts, cinema_profile_types, cinema_profiles, cities, files, people, unique_codes},
    },
    error::AppResult,
};

/// A person with a CINEMA profile: hidden values included, so it never leaves the services.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = people)]
#[diesel(check_for_backend(diesel::sqlite::Sqlite, diesel::pg::Pg))]
pub struct CastingRow {
    #[diesel(select_expression = cinema_profiles::id)]
    pub profile_id: i64,
    /// The primary one.
    #[diesel(select_expression = unique_codes::code)]
    pub code: String,
    pub first_name: String,
    pub last_name: String,
    pub date_of_birth: NaiveDate,
    pub residence_country: String,
    pub residence_city_other: Option<String>,
    #[diesel(select_expression = cities::name.nullable())]
    pub city: Option<String>,
    pub show_name_photo: bool,
    pub show_links: bool,
    pub show_origins: bool,
    pub minor_approved_at: Option<NaiveDateTime>,
    #[diesel(select_expression = cinema_profiles::visibility)]
    pub visibility: String,
    #[diesel(select_expression = accounts::state)]
    pub account_state: String,
    /// Name of the photo.
    #[diesel(select_expression = files::name.nullable())]
    pub photo: Option<String>,
}

/// The CINEMA profiles of these ids, in no order.
pub async fn load_many(conn: &mut Conn, profile_ids: &[i64]) -> AppResult<Vec<CastingRow>> {
    Ok(on!(conn, |c| cinema_profiles::table
        .inner_join(
            people::table
                .inner_join(accounts::table)
                .inner_join(unique_codes::table)
                .left_join(cities::table)
                .left_join(files::table.on(people::photo_file_id.eq(files::id.nullable()))),
        )
        .filter(unique_codes::is_primary.eq(true))
        .filter(cinema_profiles::id.eq_any(profile_ids))
        .select(CastingRow::as_select())
        .load(c)
        .await)?)
}

/// The types of talent of each of these profiles, as keys in no order.
pub async fn types_of(conn: &mut Conn, profile_ids: &[i64]) -> AppResult<HashMap<i64, Vec<String>>> {
    let rows: Vec<(i64, String)> = on!(conn, |c| cinema_profile_types::table
        .filter(cinema_profile_types::profile_id.eq_any(profile_ids))
        .load(c)
        .await)?;
    let mut types: HashMap<i64, Vec<String>> = HashMap::new();
    for (profile_id, key) in rows {
        types.entry(profile_id).or_default().push(key);
    }
    Ok(types)
}
