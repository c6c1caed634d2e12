//! How many people offer what in the CINEMA module, as everybody may see it.

use chrono::NaiveDate;
use diesel::{dsl::count_star, prelude::*};
use diesel_async::RunQueryDsl;

use crate::server::{
    db::{
        Conn, on,
        schema::{accounts, cinema_profile_types, cinema_profiles, people},
    },
    error::AppResult,
};

/// People with a public profile by type of talent: keys and counts. A minor's profile is never public; adults were born
/// by `born_by`.
///
/// # Errors
/// When the database does not answer.
pub async fn public_by_type(conn: &mut Conn, born_by: NaiveDate) -> AppResult<Vec<(String, i64)>> {
    Ok(on!(conn, |c| cinema_profile_types::table
        .inner_join(cinema_profiles::table.inner_join(people::table.inner_join(accounts::table)))
        .filter(cinema_profiles::visibility.eq("public"))
        .filter(people::date_of_birth.le(born_by))
        .filter(accounts::state.eq("active"))
        .group_by(cinema_profile_types::talent_type)
        .select((cinema_profile_types::talent_type, count_star()))
        .load(c)
        .await)?)
}
