//! Main profiles and the talents they name.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use crate::server::{
    db::{
        Conn, on,
        schema::{main_profile_talents, main_profiles, talents},
    },
    error::AppResult,
};

/// Names the talents of a profile, in this order.
async fn insert_talents(conn: &mut Conn, profile_id: i64, talent_ids: &[i64]) -> AppResult<()> {
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

/// Whether a person has a main profile.
pub async fn exists(conn: &mut Conn, person_id: i64) -> AppResult<bool> {
    let found: i64 =
        on!(conn, |c| main_profiles::table.filter(main_profiles::person_id.eq(person_id)).count().get_result(c).await)?;
    Ok(found > 0)
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
