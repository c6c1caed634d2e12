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

/// Stores the main profile of a person and answers its id.
pub async fn insert(conn: &mut Conn, person_id: i64, visibility: &str, now: NaiveDateTime) -> AppResult<i64> {
    let row = (
        main_profiles::person_id.eq(person_id),
        main_profiles::visibility.eq(visibility),
        main_profiles::created_at.eq(now),
        main_profiles::updated_at.eq(now),
    );
    Ok(on!(conn, |c| diesel::insert_into(main_profiles::table)
        .values(row)
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

/// Whether a person has a main profile.
pub async fn exists(conn: &mut Conn, person_id: i64) -> AppResult<bool> {
    let found: i64 =
        on!(conn, |c| main_profiles::table.filter(main_profiles::person_id.eq(person_id)).count().get_result(c).await)?;
    Ok(found > 0)
}
