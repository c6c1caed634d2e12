//! The languages people speak.

use diesel::prelude::*;

use crate::server::{
    db::{Conn, schema::person_languages},
    error::AppResult,
    repositories::batches::{keys_of, replace_keys},
};

/// Keys of the languages of a person.
pub async fn of_person(conn: &mut Conn, person_id: i64) -> AppResult<Vec<String>> {
    keys_of!(conn, person_languages, person_id = person_id, language)
}

/// Replaces the languages of a person.
pub async fn replace(conn: &mut Conn, person_id: i64, languages: &[String]) -> AppResult<()> {
    replace_keys!(conn, person_languages, person_id = person_id, language = languages)
}
