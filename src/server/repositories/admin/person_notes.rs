//! What administrators wrote down about people, for each other.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use crate::server::{
    db::{
        Conn, affects_one, execute, rows,
        schema::{accounts, person_notes},
    },
    error::AppResult,
};

/// A note to be stored.
#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = person_notes)]
pub struct NewNote<'a> {
    pub person_id: i64,
    /// The account of the administrator who wrote it; none of the command line.
    pub author_account_id: Option<i64>,
    pub text_encrypted: &'a [u8],
    pub created_at: NaiveDateTime,
}

/// A stored note.
#[derive(Debug, Clone)]
pub struct StoredNote {
    pub id: i64,
    pub text_encrypted: Vec<u8>,
    pub created_at: NaiveDateTime,
    /// The address of its author; `None` when the account is gone.
    pub author: Option<String>,
}

/// Stores a note.
pub async fn insert(conn: &mut Conn, note: &NewNote<'_>) -> AppResult<()> {
    execute!(conn, diesel::insert_into(person_notes::table).values(note))
}

/// The notes about a person, newest first.
pub async fn of_person(conn: &mut Conn, person_id: i64, limit: i64) -> AppResult<Vec<StoredNote>> {
    let found: Vec<(i64, Vec<u8>, NaiveDateTime, Option<String>)> = rows!(
        conn,
        person_notes::table
            .left_join(accounts::table)
            .filter(person_notes::person_id.eq(person_id))
            .order(person_notes::id.desc())
            .limit(limit)
            .select((
                person_notes::id,
                person_notes::text_encrypted,
                person_notes::created_at,
                accounts::email.nullable(),
            ))
    )?;
    let note = |(id, text_encrypted, created_at, author)| StoredNote { id, text_encrypted, created_at, author };
    Ok(found.into_iter().map(note).collect())
}

/// Deletes a note about a person; `false` when there is none with this id.
pub async fn delete(conn: &mut Conn, person_id: i64, id: i64) -> AppResult<bool> {
    affects_one!(
        conn,
        diesel::delete(
            person_notes::table.filter(person_notes::id.eq(id)).filter(person_notes::person_id.eq(person_id))
        )
    )
}
