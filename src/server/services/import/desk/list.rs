//! The list of imports, the report of one, and the values to look at.

use std::collections::HashMap;

use super::{DraftPage, Import, draft, shown::shown};
use crate::{
    domain::{
        access::Capability,
        import::{Fate, ImportState},
        search::cursor::Cursor,
    },
    server::{
        actor::Actor,
        db::transaction,
        error::{AppError, AppResult},
        repositories::{
            admin::listed_people::codes_of_people,
            imports::{cells, runs},
        },
        services::admin::{
            audit_log::{self, Subject},
            list_page::{ListPage, READ},
        },
        state::AppState,
    },
};

/// How many of the newest imports are listed.
const NEWEST: i64 = 50;

/// A line of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportLine {
    pub import: Import,
    /// The address of the administrator; none at the command line, and when the account is gone.
    pub email: Option<String>,
}

/// A cell that was not taken as it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenValue {
    pub id: i64,
    /// Number or line.
    pub row: String,
    pub column: String,
    pub fate: Fate,
    /// What was in it, as far as it is known; masked where it may be a contact, a document or the like.
    pub value: Option<String>,
    /// The code of the person; none of a row that was not taken.
    pub code: Option<String>,
}

/// What the page about an import shows.
pub enum ImportPage {
    Draft(Box<DraftPage>),
    /// With the values that no administrator has seen.
    Report(Box<Import>, ListPage<OpenValue>),
}

/// The newest imports, newest first.
///
/// # Errors
/// `Forbidden` without the capability.
pub async fn newest(state: &AppState, actor: &Actor) -> AppResult<Vec<ImportLine>> {
    actor.require(Capability::ManagePeople)?;
    let rows = runs::newest(&mut state.db.read().await?, NEWEST).await?;
    rows.into_iter().map(|(row, email)| Ok(ImportLine { import: Import::of(row)?, email })).collect()
}

/// The page about an import.
///
/// # Errors
/// `NotFound` for an unknown number, `Forbidden` without the capability.
pub async fn report(state: &AppState, actor: &Actor, id: i64, cursor: Option<Cursor>) -> AppResult<ImportPage> {
    actor.require(Capability::ManagePeople)?;
    let mut conn = state.db.read().await?;
    let row = runs::find(&mut conn, id).await?.ok_or(AppError::NotFound)?;
    if row.state == ImportState::Draft.key() {
        drop(conn);
        return Ok(ImportPage::Draft(Box::new(draft::load(state, actor, row).await?)));
    }
    let rows = cells::open(&mut conn, id, cursor, READ).await?;
    let people: Vec<i64> = rows.iter().filter_map(|row| row.person_id).collect();
    let codes: HashMap<i64, String> = codes_of_people(&mut conn, &people).await?.into_iter().collect();
    let keyring = &state.security.keyring;
    let values = rows.into_iter().map(|cell| {
        let fate = Fate::from_key(&cell.fate).ok_or_else(|| AppError::internal("an unknown fate of a cell"))?;
        let value = keyring.decrypt_optional(cell.value_encrypted.as_deref())?;
        Ok(OpenValue {
            id: cell.id,
            value: value.map(|value| shown(&row, &cell, fate, value)),
            row: cell.row_label,
            column: cell.column_name,
            fate,
            code: cell.person_id.and_then(|id| codes.get(&id).cloned()),
        })
    });
    let values = ListPage::new(values.collect::<AppResult<Vec<_>>>()?, cursor, |value| value.id);
    Ok(ImportPage::Report(Box::new(Import::of(row)?), values))
}

/// Notes that an administrator saw a value.
///
/// # Errors
/// `Forbidden` without the capability.
pub async fn see(state: &AppState, actor: &Actor, import: i64, value: i64) -> AppResult<()> {
    actor.require(Capability::ManagePeople)?;
    let (state, actor) = (state.clone(), actor.clone());
    transaction!(state, |conn| {
        if cells::settle(conn, import, value, state.clock.now()).await? {
            audit_log::record(&state, conn, &actor, "import.value_seen", &Subject::import(import)).await?;
        }
    })
}

/// Ends an import of the desk that runs or was interrupted: who was taken stays. Any administrator may.
///
/// # Errors
/// `NotFound` for an unknown number, `Forbidden` without the capability.
pub async fn stop(state: &AppState, actor: &Actor, id: i64) -> AppResult<()> {
    actor.require(Capability::ManagePeople)?;
    let (state, actor) = (state.clone(), actor.clone());
    transaction!(state, |conn| {
        let row = runs::lock(conn, id).await?.ok_or(AppError::NotFound)?;
        // One of the command line ends with its process.
        let goes_on = matches!(ImportState::from_key(&row.state), Some(ImportState::Running | ImportState::Failed));
        if goes_on && row.mapping.is_some() {
            runs::finish(conn, id, ImportState::Stopped.key(), state.clock.now()).await?;
            audit_log::record(&state, conn, &actor, "people.import_stopped", &Subject::import(id)).await?;
        }
    })
}
