//! A person as an operator sees one at the command line.

use std::ops::Deref;

use chrono::NaiveDateTime;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use crate::server::{
    db::{
        Conn, affects_one, on,
        schema::{accounts, cinema_profiles, main_profiles, people},
    },
    error::AppResult,
    repositories::profiles::{
        person_row::{self, PersonAndCity, PersonRow},
        unique_codes,
    },
};

/// Everything administrators may see of a person, encrypted fields still encrypted.
#[derive(Debug, Clone)]
pub struct PersonRecord {
    pub person: PersonAndCity,
    pub email: String,
    pub state: String,
    pub role: String,
    pub visibility: Option<String>,
    pub cinema_visibility: Option<String>,
}

/// The person's own row is read as if its members were the record's.
impl Deref for PersonRecord {
    type Target = PersonRow;

    fn deref(&self) -> &PersonRow {
        &self.person.row
    }
}

/// The person with this code, primary or not.
pub async fn find_by_code(conn: &mut Conn, code: &str) -> AppResult<Option<PersonRecord>> {
    let Some(person_id) = unique_codes::person_of(conn, code).await? else { return Ok(None) };
    find(conn, person_id).await
}

/// The person with this id.
pub async fn find(conn: &mut Conn, person_id: i64) -> AppResult<Option<PersonRecord>> {
    // The whole row apart from the rest: selected together, the compiler would work on the query for half a minute.
    let Some(person) = person_row::find(conn, person_id).await? else { return Ok(None) };
    let (email, state, role, visibility, cinema_visibility) = on!(conn, |c| people::table
        .inner_join(accounts::table)
        .left_join(main_profiles::table)
        .left_join(cinema_profiles::table)
        .filter(people::id.eq(person_id))
        .select((
            accounts::email,
            accounts::state,
            accounts::role,
            main_profiles::visibility.nullable(),
            cinema_profiles::visibility.nullable(),
        ))
        .first(c)
        .await)?;
    Ok(Some(PersonRecord { person, email, state, role, visibility, cinema_visibility }))
}

/// Sets when a minor was approved, and says whether the row was still as `$people` demands.
macro_rules! set_approval {
    ($conn:expr, $people:expr, $approved_at:expr, $now:expr) => {
        affects_one!(
            $conn,
            diesel::update($people).set((
                people::minor_approved_at.eq($approved_at),
                people::updated_at.eq($now),
                people::version.eq(people::version + 1),
            ))
        )
    };
}

/// Notes that a minor's profile may be seen; `false` when that was noted already.
pub async fn approve_minor(conn: &mut Conn, person_id: i64, now: NaiveDateTime) -> AppResult<bool> {
    let waiting = people::table.find(person_id).filter(people::minor_approved_at.is_null());
    set_approval!(conn, waiting, Some(now), now)
}

/// Notes that a minor's profile may not be seen any more; `false` when it may not be seen already.
pub async fn withdraw_approval(conn: &mut Conn, person_id: i64, now: NaiveDateTime) -> AppResult<bool> {
    let approved = people::table.find(person_id).filter(people::minor_approved_at.is_not_null());
    set_approval!(conn, approved, None::<NaiveDateTime>, now)
}
