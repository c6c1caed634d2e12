//! People: what is known of a human, whichever profiles they have.

use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use crate::{
    domain::module::Module,
    server::{
        db::{
            Conn, on,
            schema::{cinema_profiles, main_profiles, people},
        },
        error::AppResult,
    },
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
    pub whatsapp_encrypted: Option<&'a [u8]>,
    pub address_encrypted: Option<&'a [u8]>,
    pub country_of_origin: Option<&'a str>,
    pub nationality: Option<&'a str>,
    pub years_experience: Option<i64>,
    pub website: Option<&'a str>,
}

/// Stores a person and answers their id. A second person of one account is a unique violation.
pub async fn insert(conn: &mut Conn, person: &NewPerson<'_>) -> AppResult<i64> {
    Ok(on!(conn, |c| diesel::insert_into(people::table).values(person).returning(people::id).get_result(c).await)?)
}

/// Names, birth date, gender, guardian.
#[derive(Debug, AsChangeset)]
#[diesel(table_name = people, treat_none_as_null = true)]
pub struct IdentityChange<'a> {
    pub first_name: &'a str,
    pub last_name: &'a str,
    pub date_of_birth: NaiveDate,
    pub gender: &'a str,
    pub guardian_name_encrypted: Option<&'a [u8]>,
    pub guardian_phone_encrypted: Option<&'a [u8]>,
}

/// The numbers the person is reached at.
#[derive(Debug, AsChangeset)]
#[diesel(table_name = people, treat_none_as_null = true)]
pub struct ContactChange<'a> {
    pub phone_encrypted: &'a [u8],
    pub phone_hash: &'a [u8],
    pub whatsapp_encrypted: Option<&'a [u8]>,
}

/// Where the person lives. Codes stay what they are.
#[derive(Debug, AsChangeset)]
#[diesel(table_name = people, treat_none_as_null = true)]
pub struct ResidenceChange<'a> {
    pub residence_country: &'a str,
    pub residence_city_id: Option<i64>,
    pub residence_city_other: Option<&'a str>,
}

/// Where the person comes from.
#[derive(Debug, AsChangeset)]
#[diesel(table_name = people, treat_none_as_null = true)]
pub struct OriginsChange<'a> {
    pub country_of_origin: Option<&'a str>,
    pub nationality: Option<&'a str>,
}

/// What the person shows to others. A switch that was not asked stays as it is.
#[derive(Debug, Clone, Copy, AsChangeset)]
#[diesel(table_name = people)]
pub struct SwitchesChange {
    pub show_name_photo: Option<bool>,
    pub show_links: Option<bool>,
    pub show_origins: Option<bool>,
}

/// Notes that something about a person changed, and keeps others from changing it until the transaction ends.
/// `false` when there is no such person.
pub async fn touch(conn: &mut Conn, person_id: i64, now: NaiveDateTime) -> AppResult<bool> {
    let changed = on!(conn, |c| diesel::update(people::table.find(person_id))
        .set((people::updated_at.eq(now), people::version.eq(people::version + 1)))
        .execute(c)
        .await)?;
    Ok(changed == 1)
}

/// As [`touch`], unless somebody changed the person since this version was read; `false` then.
pub async fn touch_version(conn: &mut Conn, person_id: i64, version: i64, now: NaiveDateTime) -> AppResult<bool> {
    let unchanged = people::table.filter(people::id.eq(person_id)).filter(people::version.eq(version));
    let changed = on!(conn, |c| diesel::update(unchanged)
        .set((people::updated_at.eq(now), people::version.eq(version + 1)))
        .execute(c)
        .await)?;
    Ok(changed == 1)
}

/// The person of an account.
pub async fn id_of_account(conn: &mut Conn, account_id: i64) -> AppResult<Option<i64>> {
    Ok(on!(conn, |c| people::table
        .filter(people::account_id.eq(account_id))
        .select(people::id)
        .first(c)
        .await
        .optional())?)
}

/// Stores a changed identity.
pub async fn update_identity(conn: &mut Conn, person_id: i64, change: &IdentityChange<'_>) -> AppResult<()> {
    on!(conn, |c| diesel::update(people::table.find(person_id)).set(change).execute(c).await)?;
    Ok(())
}

/// Stores changed numbers.
pub async fn update_contact(conn: &mut Conn, person_id: i64, change: &ContactChange<'_>) -> AppResult<()> {
    on!(conn, |c| diesel::update(people::table.find(person_id)).set(change).execute(c).await)?;
    Ok(())
}

/// Stores the postal address.
pub async fn update_address(conn: &mut Conn, person_id: i64, address_encrypted: Option<&[u8]>) -> AppResult<()> {
    on!(conn, |c| diesel::update(people::table.find(person_id))
        .set(people::address_encrypted.eq(address_encrypted))
        .execute(c)
        .await)?;
    Ok(())
}

/// Stores a changed residence.
pub async fn update_residence(conn: &mut Conn, person_id: i64, change: &ResidenceChange<'_>) -> AppResult<()> {
    on!(conn, |c| diesel::update(people::table.find(person_id)).set(change).execute(c).await)?;
    Ok(())
}

/// Stores changed origins.
pub async fn update_origins(conn: &mut Conn, person_id: i64, change: &OriginsChange<'_>) -> AppResult<()> {
    on!(conn, |c| diesel::update(people::table.find(person_id)).set(change).execute(c).await)?;
    Ok(())
}

/// Stores changed switches.
pub async fn update_switches(conn: &mut Conn, person_id: i64, change: SwitchesChange) -> AppResult<()> {
    on!(conn, |c| diesel::update(people::table.find(person_id)).set(change).execute(c).await)?;
    Ok(())
}

/// Stores the years of experience.
pub async fn update_experience(conn: &mut Conn, person_id: i64, years: Option<i64>) -> AppResult<()> {
    on!(conn, |c| diesel::update(people::table.find(person_id))
        .set(people::years_experience.eq(years))
        .execute(c)
        .await)?;
    Ok(())
}

/// Stores the address of the web site.
pub async fn update_website(conn: &mut Conn, person_id: i64, website: Option<&str>) -> AppResult<()> {
    on!(conn, |c| diesel::update(people::table.find(person_id)).set(people::website.eq(website)).execute(c).await)?;
    Ok(())
}

/// What the page after a registration says of the person.
#[derive(Debug, Clone, Queryable)]
pub struct Registered {
    pub date_of_birth: NaiveDate,
    pub minor_approved_at: Option<NaiveDateTime>,
    pub visibility: String,
}

/// A person with a profile in a module, as the page after the registration needs them.
pub async fn find_registered(conn: &mut Conn, person_id: i64, module: Module) -> AppResult<Option<Registered>> {
    Ok(match module {
        Module::Main => on!(conn, |c| people::table
            .inner_join(main_profiles::table)
            .filter(people::id.eq(person_id))
            .select((people::date_of_birth, people::minor_approved_at, main_profiles::visibility))
            .first(c)
            .await
            .optional())?,
        Module::Cinema => on!(conn, |c| people::table
            .inner_join(cinema_profiles::table)
            .filter(people::id.eq(person_id))
            .select((people::date_of_birth, people::minor_approved_at, cinema_profiles::visibility))
            .first(c)
            .await
            .optional())?,
    })
}
