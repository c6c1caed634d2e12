//! Main profiles and the talents they name.

use diesel::prelude::*;

use crate::server::{
    db::{
        Conn, execute, one, rows,
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
        execute!(conn, diesel::insert_into(main_profile_talents::table).values(row))?;
    }
    Ok(())
}

/// Replaces the talents of a profile.
pub async fn replace_talents(conn: &mut Conn, profile_id: i64, talent_ids: &[i64]) -> AppResult<()> {
    execute!(
        conn,
        diesel::delete(main_profile_talents::table.filter(main_profile_talents::profile_id.eq(profile_id)))
    )?;
    insert_talents(conn, profile_id, talent_ids).await
}

/// Whether a person has a main profile.
pub async fn exists(conn: &mut Conn, person_id: i64) -> AppResult<bool> {
    let found: i64 = one!(conn, main_profiles::table.filter(main_profiles::person_id.eq(person_id)).count())?;
    Ok(found > 0)
}

/// Keys of a profile's talents, in the chosen order.
pub async fn talent_keys(conn: &mut Conn, profile_id: i64) -> AppResult<Vec<String>> {
    rows!(
        conn,
        main_profile_talents::table
            .inner_join(talents::table)
            .filter(main_profile_talents::profile_id.eq(profile_id))
            .order(main_profile_talents::position)
            .select(talents::key)
    )
}
