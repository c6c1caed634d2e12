//! Notes of administrators about people. Only administrators read them; people get theirs with their data, as the law
//! wants.

use chrono::NaiveDateTime;

use super::audit_log::{self, Subject};
use crate::{
    domain::{
        access::Capability,
        admin::{DeskAnswer, LONGEST_NOTE},
        unique_code::UniqueCode,
    },
    server::{
        actor::Actor,
        db::{Conn, transaction},
        error::{AppError, AppResult},
        repositories::{
            admin::person_notes::{self, NewNote},
            profiles::unique_codes,
        },
        state::AppState,
    },
};

/// A note about a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    pub id: i64,
    pub text: String,
    /// UTC.
    pub at: NaiveDateTime,
    /// The address of the administrator who wrote it.
    pub author: Option<String>,
}

/// The notes about a person, newest first. Callers have asked for the capability, or the person is the reader.
///
/// # Errors
/// When no key opens a note.
pub async fn of_person(state: &AppState, conn: &mut Conn, person_id: i64, limit: i64) -> AppResult<Vec<Note>> {
    let rows = person_notes::of_person(conn, person_id, limit).await?;
    let note = |row: person_notes::StoredNote| -> AppResult<Note> {
        let text = state.security.keyring.decrypt_text(&row.text_encrypted)?;
        Ok(Note { id: row.id, text, at: row.created_at, author: row.author })
    };
    rows.into_iter().map(note).collect()
}

/// Writes a note about the person with this code.
///
/// # Errors
/// `NotFound` for a code without a person, `Forbidden` without the capability.
pub async fn add(state: &AppState, actor: &Actor, code: &UniqueCode, typed: &str) -> AppResult<DeskAnswer> {
    actor.require(Capability::ManagePeople)?;
    // Browsers send two characters for the end of a line.
    let text = typed.replace("\r\n", "\n").trim().to_owned();
    if text.is_empty() {
        return Ok(DeskAnswer::NoteEmpty);
    }
    if text.chars().count() > LONGEST_NOTE {
        return Ok(DeskAnswer::NoteTooLong);
    }
    let sealed = state.security.keyring.encrypt(text.as_bytes());
    let (state, actor, code) = (state.clone(), actor.clone(), code.clone());
    transaction!(state, |conn| {
        let person_id = unique_codes::person_of(conn, code.as_str()).await?.ok_or(AppError::NotFound)?;
        let note = NewNote {
            person_id,
            author_account_id: actor.account().map(|account| account.id),
            text_encrypted: &sealed,
            created_at: state.clock.now(),
        };
        person_notes::insert(conn, &note).await?;
        audit_log::record(&state, conn, &actor, "note.added", &Subject::person(person_id)).await?;
        DeskAnswer::NoteAdded
    })
}

/// Deletes a note about the person with this code.
///
/// # Errors
/// As [`add`].
pub async fn remove(state: &AppState, actor: &Actor, code: &UniqueCode, note: i64) -> AppResult<DeskAnswer> {
    actor.require(Capability::ManagePeople)?;
    let (state, actor, code) = (state.clone(), actor.clone(), code.clone());
    transaction!(state, |conn| {
        let person_id = unique_codes::person_of(conn, code.as_str()).await?.ok_or(AppError::NotFound)?;
        if !person_notes::delete(conn, person_id, note).await? {
            return Ok(DeskAnswer::Unchanged);
        }
        audit_log::record(&state, conn, &actor, "note.removed", &Subject::person(person_id)).await?;
        DeskAnswer::NoteRemoved
    })
}
