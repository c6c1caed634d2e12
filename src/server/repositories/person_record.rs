//! A person as an operator sees one at the command line.

use std::ops::Deref;

use chrono::NaiveDateTime;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use crate::server::{
    db::{
        Conn, on,
        schema::{accounts, cinema_profiles, cities, main_profiles, people, unique_codes},
    },
    error::AppResult,
    repositories::person_row::{PersonAndCity, PersonRow},
};

/// Everything administrators may see of a person, encrypted fields still encrypted.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = people)]
#[diesel(check_for_backend(diesel::sqlite::Sqlite, diesel::pg::Pg))]
pub struct PersonRecord {
    #[diesel(embed)]
    pub person: PersonAndCity,
    #[diesel(select_expression = accounts::email)]
    pub email: String,
    #[diesel(select_expression = accounts::state)]
    pub state: String,
    #[diesel(select_expression = accounts::role)]
    pub role: String,
    #[diesel(select_expression = main_profiles::visibility.nullable())]
    pub visibility: Option<String>,
    #[diesel(select_expression = cinema_profiles::visibility.nullable())]
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
///
/// # Errors
/// When the database cannot be read.
pub async fn find_by_code(conn: &mut Conn, code: &str) -> AppResult<Option<PersonRecord>> {
    Ok(on!(conn, |c| people::table
        .inner_join(accounts::table)
        .left_join(cities::table)
        .left_join(main_profiles::table)
        .left_join(cinema_profiles::table)
        .filter(
            people::id
                .nullable()
                .eq_any(unique_codes::table.filter(unique_codes::code.eq(code)).select(unique_codes::person_id))
        )
        .select(PersonRecord::as_select())
        .first(c)
        .await
        .optional())?)
}

/// Notes that a minor's profile may be seen.
///
/// # Errors
/// When the database cannot be written.
pub async fn approve_minor(conn: &mut Conn, person_id: i64, now: NaiveDateTime) -> AppResult<()> {
    on!(conn, |c| diesel::update(people::table.find(person_id))
        .set((people::minor_approved_at.eq(now), people::updated_at.eq(now), people::version.eq(people::version + 1)))
        .execute(c)
        .await)?;
    Ok(())
}
