//! The languages people speak.

use diesel::prelude::*;

use crate::server::{
    db::{Conn, execute, rows, schema::person_languages},
    error::AppResult,
};

/// Keys of the languages of a person.
pub async fn of_person(conn: &mut Conn, person_id: i64) -> AppResult<Vec<String>> {
    rows!(
        conn,
        person_languages::table
            .filter(person_languages::person_id.eq(person_id))
            .order(person_languages::language)
            .select(person_languages::language)
    )
}

/// Replaces the languages of a person.
pub async fn replace(conn: &mut Conn, person_id: i64, languages: &[String]) -> AppResult<()> {
    execute!(conn, diesel::delete(person_languages::table.filter(person_languages::person_id.eq(person_id))))?;
    for language in languages {
        let row = (person_languages::person_id.eq(person_id), person_languages::language.eq(language));
        execute!(conn, diesel::insert_into(person_languages::table).values(row))?;
    }
    Ok(())
}
