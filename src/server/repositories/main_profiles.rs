//! Main profiles and the talents they name.

use chrono::NaiveDateTime;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use crate::server::{
    db::{
        Conn, on,
        schema::{main_profile_talents, main_profiles},
    },
    error::AppResult,
};

/// A main profile to be stored.
#[derive(Debug, Insertable)]
#[diesel(table_name = main_profiles)]
pub struct NewMainProfile<'a> {
    pub person_id: i64,
    pub visibility: &'a str,
    pub created_at: NaiveDateTime,
    pub updated_at: NaiveDateTime,
    pub bio: Option<&'a str>,
    pub education: Option<&'a str>,
    pub availability: Option<&'a str>,
    pub work_mode: Option<&'a str>,
    pub hourly_rate: Option<i64>,
    pub monthly_rate: Option<i64>,
    pub rate_currency: Option<&'a str>,
    pub portfolio_url: Option<&'a str>,
    pub allow_cv_analysis: bool,
}

/// Biography and education.
#[derive(Debug, AsChangeset)]
#[diesel(table_name = main_profiles, treat_none_as_null = true)]
pub struct CareerChange<'a> {
    pub bio: Option<&'a str>,
    pub education: Option<&'a str>,
}

/// When, how and for how much the person works.
#[derive(Debug, AsChangeset)]
#[diesel(table_name = main_profiles, treat_none_as_null = true)]
pub struct AvailabilityChange<'a> {
    pub availability: Option<&'a str>,
    pub work_mode: Option<&'a str>,
    pub hourly_rate: Option<i64>,
    pub monthly_rate: Option<i64>,
    pub rate_currency: Option<&'a str>,
}

/// What goes with the profile beside files.
#[derive(Debug, AsChangeset)]
#[diesel(table_name = main_profiles, treat_none_as_null = true)]
pub struct DocumentsChange<'a> {
    pub portfolio_url: Option<&'a str>,
    pub allow_cv_analysis: bool,
}

/// Stores the main profile of a person and answers its id.
pub async fn insert(conn: &mut Conn, profile: &NewMainProfile<'_>) -> AppResult<i64> {
    Ok(on!(conn, |c| diesel::insert_into(main_profiles::table)
        .values(profile)
        .returning(main_profiles::id)
        .get_result(c)
        .await)?)
}

/// Names the talents of a profile, in this order.
pub async fn insert_talents(conn: &mut Conn, profile_id: i64, talent_ids: &[i64]) -> AppResult<()> {
    for (position, talent_id) in (1_i64..).zip(talent_ids) {
        let row = (
            main_profile_talents::profile_id.eq(profile_id),
            main_profile_talents::talent_id.eq(talent_id),
            main_profile_talents::position.eq(position),
        );
        on!(conn, |c| diesel::insert_into(main_profile_talents::table).values(row).execute(c).await)?;
    }
    Ok(())
}

/// Replaces the talents of a profile.
pub async fn replace_talents(conn: &mut Conn, profile_id: i64, talent_ids: &[i64]) -> AppResult<()> {
    on!(conn, |c| diesel::delete(main_profile_talents::table.filter(main_profile_talents::profile_id.eq(profile_id)))
        .execute(c)
        .await)?;
    insert_talents(conn, profile_id, talent_ids).await
}

/// Notes that a profile changed.
pub async fn touch(conn: &mut Conn, profile_id: i64, now: NaiveDateTime) -> AppResult<()> {
    on!(conn, |c| diesel::update(main_profiles::table.find(profile_id))
        .set((main_profiles::updated_at.eq(now), main_profiles::version.eq(main_profiles::version + 1)))
        .execute(c)
        .await)?;
    Ok(())
}

/// Stores changed texts.
pub async fn update_career(conn: &mut Conn, profile_id: i64, change: &CareerChange<'_>) -> AppResult<()> {
    on!(conn, |c| diesel::update(main_profiles::table.find(profile_id)).set(change).execute(c).await)?;
    Ok(())
}

/// Stores a changed availability.
pub async fn update_availability(conn: &mut Conn, profile_id: i64, change: &AvailabilityChange<'_>) -> AppResult<()> {
    on!(conn, |c| diesel::update(main_profiles::table.find(profile_id)).set(change).execute(c).await)?;
    Ok(())
}

/// Stores the portfolio's address and the consent to an analysis.
pub async fn update_documents(conn: &mut Conn, profile_id: i64, change: &DocumentsChange<'_>) -> AppResult<()> {
    on!(conn, |c| diesel::update(main_profiles::table.find(profile_id)).set(change).execute(c).await)?;
    Ok(())
}

/// Stores who may open the profile.
pub async fn update_visibility(conn: &mut Conn, profile_id: i64, visibility: &str) -> AppResult<()> {
    on!(conn, |c| diesel::update(main_profiles::table.find(profile_id))
        .set(main_profiles::visibility.eq(visibility))
        .execute(c)
        .await)?;
    Ok(())
}

/// Whether a person has a main profile.
pub async fn exists(conn: &mut Conn, person_id: i64) -> AppResult<bool> {
    let found: i64 =
        on!(conn, |c| main_profiles::table.filter(main_profiles::person_id.eq(person_id)).count().get_result(c).await)?;
    Ok(found > 0)
}
