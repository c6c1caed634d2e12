//! People: what is known of a human, whichever profiles they have.

use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use crate::server::{
    db::{
        Conn, on,
        schema::{main_profiles, people},
    },
    error::AppResult,
};

/// A person to be stored. Fields named `…_encrypted` are, and `phone_hash` finds the number by equality.
#[derive(Debug, Insertable)]
#[diesel(table_name = people)]
pub struct NewPerson<'a> {
    pub account_id: i64,
    pub first_name: &'a str,
    pub last_name: &'a str,
    pub date_of_birth: NaiveDate,
    pub gender: &'a str,
    pub phone_encrypted: Option<&'a [u8]>,
    pub phone_hash: Option<&'a [u8]>,
    pub guardian_name_encrypted: Option<&'a [u8]>,
    pub guardian_phone_encrypted: Option<&'a [u8]>,
    pub residence_country: &'a str,
    pub residence_city_id: Option<i64>,
    pub residence_city_other: Option<&'a str>,
    pub show_name_photo: bool,
    pub show_links: bool,
    pub show_origins: bool,
    pub created_at: NaiveDateTime,
    pub updated_at: NaiveDateTime,
}

/// Stores a person and answers their id. A second person of one account is a unique violation.
pub async fn insert(conn: &mut Conn, person: &NewPerson<'_>) -> AppResult<i64> {
    Ok(on!(conn, |c| diesel::insert_into(people::table).values(person).returning(people::id).get_result(c).await)?)
}

/// What the page after a registration says of the person.
#[derive(Debug, Clone, Queryable)]
pub struct Registered {
    pub date_of_birth: NaiveDate,
    pub minor_approved_at: Option<NaiveDateTime>,
    /// `None` for somebody without a main profile.
    pub visibility: Option<String>,
}

/// A person as the page after their registration needs them.
pub async fn find_registered(conn: &mut Conn, person_id: i64) -> AppResult<Option<Registered>> {
    Ok(on!(conn, |c| people::table
        .left_join(main_profiles::table)
        .filter(people::id.eq(person_id))
        .select((people::date_of_birth, people::minor_approved_at, main_profiles::visibility.nullable()))
        .first(c)
        .await
        .optional())?)
}
