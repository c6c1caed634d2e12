//! A person as an operator sees one at the command line.

use std::ops::Deref;

use chrono::NaiveDateTime;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use crate::server::{
    db::{
        Conn, execute, on,
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

/// Notes that a minor's profile may be seen.
pub async fn approve_minor(conn: &mut Conn, person_id: i64, now: NaiveDateTime) -> AppResult<()> {
    set_approval(conn, person_id, Some(now), now).await
}

/// Notes that a minor's profile may not be seen any more.
pub async fn withdraw_approval(conn: &mut Conn, person_id: i64, now: NaiveDateTime) -> AppResult<()> {
    set_approval(conn, person_id, None, now).await
}

async fn set_approval(
    conn: &mut Conn,
    person_id: i64,
    approved_at: Option<NaiveDateTime>,
    now: NaiveDateTime,
) -> AppResult<()> {
    execute!(
        conn,
        diesel::update(people::table.find(person_id)).set((
            people::minor_approved_at.eq(approved_at),
            people::updated_at.eq(now),
            people::version.eq(people::version + 1)
        ))
    )
}
