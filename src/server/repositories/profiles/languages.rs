//! The languages people speak.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use crate::server::{
    db::{Conn, on, schema::person_languages},
    error::AppResult,
};

/// Keys of the languages of a person.
pub async fn of_person(conn: &mut Conn, person_id: i64) -> AppResult<Vec<String>> {
    Ok(on!(conn, |c| person_languages::table
        .filter(person_languages::person_id.eq(person_id))
        .order(person_languages::language)
        .select(person_languages::language)
        .load(c)
        .await)?)
}

/// Replaces the languages of a person.
pub async fn replace(conn: &mut Conn, person_id: i64, languages: &[String]) -> AppResult<()> {
    on!(conn, |c| diesel::delete(person_languages::table.filter(person_languages::person_id.eq(person_id)))
        .execute(c)
        .await)?;
    for language in languages {
        let row = (person_languages::person_id.eq(person_id), person_languages::language.eq(language));
        on!(conn, |c| diesel::insert_into(person_languages::table).values(row).execute(c).await)?;
    }
    Ok(())
}
