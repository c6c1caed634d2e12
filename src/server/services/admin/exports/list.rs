//! The exports there were, as administrators and the people in them see them.

use chrono::NaiveDateTime;

use super::unsealed;
use crate::{
    domain::{
        access::Capability,
        export::{Column, ExportChoice, ExportFailure, ExportState},
    },
    server::{
        actor::Actor,
        db::Conn,
        error::{AppError, AppResult},
        repositories::admin::{exported_people, exports, merges},
        state::AppState,
    },
};

/// Lines of the list.
const MOST: i64 = 100;

/// A line of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExportLine {
    pub id: i64,
    pub state: ExportState,
    pub problem: Option<ExportFailure>,
    /// None where nothing was chosen, or no key opens it.
    pub choice: Option<ExportChoice>,
    /// The query of an address, in which private values are empty; none of people who were ticked.
    pub filters: Option<String>,
    pub total: i64,
    /// How many of them are written.
    pub position: i64,
    /// Of the file, where one is kept.
    pub bytes: i64,
    /// UTC.
    pub begun_at: NaiveDateTime,
    /// UTC.
    pub finished_at: Option<NaiveDateTime>,
    /// The address of the administrator who asked for it; empty when the account is gone.
    pub email: String,
    /// Whether it is the actor's own, who alone can fetch the file.
    pub own: bool,
    /// Whether a file is kept.
    pub kept: bool,
}

/// The newest exports of all administrators.
///
/// # Errors
/// `Forbidden` without the capability.
pub async fn newest(state: &AppState, actor: &Actor) -> AppResult<Vec<ExportLine>> {
    actor.require(Capability::ExportPeople)?;
    let account_id = actor.signed_in()?.id;
    let rows = exports::newest(&mut state.db.read().await?, MOST).await?;
    rows.into_iter()
        .map(|(row, email)| {
            let export_state = ExportState::from_key(&row.state);
            let choice = row.choice_encrypted.as_deref().and_then(|sealed| unsealed(state, sealed));
            let export_state = export_state.ok_or_else(|| AppError::internal("an export of an unknown state"))?;
            Ok(ExportLine {
                id: row.id,
                state: export_state,
                problem: row.problem.as_deref().and_then(ExportFailure::from_key),
                choice,
                filters: row.filters,
                total: row.total,
                position: row.position,
                bytes: row.bytes,
                begun_at: row.created_at,
                finished_at: row.finished_at,
                email: email.unwrap_or_default(),
                own: row.account_id == Some(account_id),
                kept: export_state == ExportState::Done && row.name.is_some(),
            })
        })
        .collect()
}

/// How many files wait for the actor.
pub async fn count_ready(conn: &mut Conn, actor: &Actor) -> AppResult<i64> {
    match actor.account() {
        Some(account) => exports::count_ready(conn, account.id).await,
        None => Ok(0),
    }
}

/// An export that a person stands in, as the person is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnExport {
    /// UTC.
    pub at: NaiveDateTime,
    /// Empty where nothing sensitive was exported and none was stated, and where no key opens it.
    pub purpose: String,
    /// Empty where no key opens them.
    pub columns: Vec<Column>,
}

/// The exports that a person stands in, also those that held a person who was merged into this one; the newest first, at
/// most so many.
pub async fn of_person(state: &AppState, conn: &mut Conn, person_id: i64, most: usize) -> AppResult<Vec<OwnExport>> {
    let mut people = vec![person_id];
    people.extend(merges::of_person(conn, person_id).await?.into_iter().map(|merge| merge.loser_person_id));
    let found = exported_people::of_people(conn, &people, most).await?;
    let told = found.into_iter().filter_map(|export| {
        let (purpose, columns) = unsealed(state, &export.choice_encrypted?)
            .map(|choice| (choice.purpose, choice.columns))
            .unwrap_or_default();
        Some(OwnExport { at: export.created_at, purpose, columns })
    });
    Ok(told.collect())
}
