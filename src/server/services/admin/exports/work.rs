//! The job: it writes the file from its beginning to its end under one claim, which it keeps. Killed at any moment, it
//! begins again under another name; what it had written goes.

use std::time::{Duration, Instant};

use chrono::NaiveDateTime;

use super::{ExportJob, begin::plan, order, produce::Production, stored_file::GrowingFile, unseal};
use crate::{
    domain::{
        access::{Capability, Role},
        export::{ExportFailure, ExportState},
    },
    server::{
        db::{Conn, transaction},
        error::{AppError, AppResult},
        repositories::{
            accounts::account,
            admin::exports::{self, ExportRow},
        },
        services::operations::jobs::{JobVerdict, KeptClaim},
        state::AppState,
        storage::new_name,
    },
};

/// So often it stores how far it is and looks whether it was cancelled.
const LOOKS_EVERY: Duration = Duration::from_secs(1);
/// So often it lets its claim last longer.
const EXTENDS_EVERY: Duration = Duration::from_secs(20);

const OVER: JobVerdict = JobVerdict::Done { note: "" };

/// How the file ended.
enum Written {
    Whole {
        parts: u32,
        bytes: u64,
    },
    /// It was cancelled, or another process writes it.
    GivenUp,
    /// The process is about to end.
    Stopping,
}

/// Writes the file.
///
/// # Errors
/// When the database or the storage cannot be used: the job is tried again.
pub async fn work(state: &AppState, about: &ExportJob, claim: &KeptClaim) -> AppResult<JobVerdict> {
    let Some((row, name)) = take(state, about.export).await? else { return Ok(OVER) };
    if let Some(old) = &row.name {
        state.storage.delete_export(old).await?;
    }
    if !author_may(&mut state.db.read().await?, &row).await? {
        end(state, row.id, ExportFailure::NotAllowed).await?;
        return Ok(OVER);
    }
    let written = write(state, &row, &name, claim).await;
    let verdict = match written {
        Ok(Written::Whole { parts, bytes }) => {
            if complete(state, row.id, &name, parts, bytes).await? {
                return Ok(OVER);
            }
            Ok(OVER)
        }
        Ok(Written::GivenUp) => Ok(OVER),
        Ok(Written::Stopping) => Ok(JobVerdict::GoesOn),
        Err(AppError::StorageFull) => {
            end(state, row.id, ExportFailure::StorageFull).await?;
            Ok(JobVerdict::Failed { reason: "there is no room for the file".to_owned() })
        }
        Err(error) => Err(error),
    };
    // No half file stays.
    state.storage.delete_export(&name).await?;
    verdict
}

/// The job was given up after several attempts, in the transaction that says so.
pub async fn failed(conn: &mut Conn, about: &ExportJob, now: NaiveDateTime) -> AppResult<()> {
    exports::end(conn, about.export, ExportState::Failed, Some(ExportFailure::Other), now).await?;
    Ok(())
}

/// Whether the job has something to write: an export that is over has forgotten whom it was about.
pub async fn is_open(conn: &mut Conn, about: &ExportJob) -> AppResult<bool> {
    Ok(exports::find(conn, about.export).await?.is_some_and(|row| row.state == ExportState::Running.key()))
}

/// The export as it was before, with the name of the file of this attempt; none when it runs no more.
async fn take(state: &AppState, id: i64) -> AppResult<Option<(ExportRow, String)>> {
    let name = new_name()?;
    let state = state.clone();
    transaction!(state, |conn| {
        let row = exports::lock(conn, id).await?.filter(|row| row.state == ExportState::Running.key());
        let Some(row) = row else { return Ok(None) };
        exports::rename(conn, id, &name).await?;
        Some((row, name))
    })
}

async fn write(state: &AppState, row: &ExportRow, name: &str, claim: &KeptClaim) -> AppResult<Written> {
    let mut conn = state.db.read().await?;
    let packed = exports::people(&mut conn, row.id).await?;
    drop(conn);
    let (Some(packed), Some(sealed), Some(account_id)) = (packed, &row.choice_encrypted, row.account_id) else {
        return Ok(Written::GivenUp);
    };
    let people = order::unpack(&packed)?;
    let plan = plan(state, account_id, unseal(state, sealed)?, row.filters.as_deref(), people.len()).await?;
    let mut production = Production::begin(state, plan, people);
    let mut file = GrowingFile::new(state, name);
    let (mut looked, mut extended) = (Instant::now(), Instant::now());
    loop {
        match tokio::time::timeout(LOOKS_EVERY, production.next()).await {
            Ok(Ok(Some(chunk))) => file.write(&chunk).await?,
            Ok(Ok(None)) => break,
            Ok(Err(error)) => return Err(error),
            // Nothing yet: a workbook is packed at its end.
            Err(_) => {}
        }
        if claim.is_stopping() {
            return Ok(Written::Stopping);
        }
        if looked.elapsed() >= LOOKS_EVERY {
            looked = Instant::now();
            if !advance(state, row.id, name, production.position()).await? {
                return Ok(Written::GivenUp);
            }
        }
        if extended.elapsed() >= EXTENDS_EVERY {
            extended = Instant::now();
            if !claim.extend(state).await? {
                return Ok(Written::GivenUp);
            }
        }
    }
    let (parts, bytes) = file.finish().await?;
    Ok(Written::Whole { parts, bytes })
}

/// Whether the administrator who asked may still export people.
async fn author_may(conn: &mut Conn, row: &ExportRow) -> AppResult<bool> {
    let Some(id) = row.account_id else { return Ok(false) };
    let Some(found) = account::find(conn, id).await? else { return Ok(false) };
    let allowed = Role::from_key(&found.role).is_some_and(|role| role.may(Capability::ExportPeople));
    Ok(allowed && found.state == "active")
}

async fn advance(state: &AppState, id: i64, name: &str, position: usize) -> AppResult<bool> {
    let (state, name) = (state.clone(), name.to_owned());
    let position = i64::try_from(position).map_err(AppError::internal)?;
    transaction!(state, |conn| { exports::advance(conn, id, &name, position).await? })
}

async fn complete(state: &AppState, id: i64, name: &str, parts: u32, bytes: u64) -> AppResult<bool> {
    let (state, name) = (state.clone(), name.to_owned());
    let bytes = i64::try_from(bytes).map_err(AppError::internal)?;
    transaction!(state, |conn| { exports::complete(conn, id, &name, parts.into(), bytes, state.clock.now()).await? })
}

async fn end(state: &AppState, id: i64, problem: ExportFailure) -> AppResult<bool> {
    let state = state.clone();
    transaction!(state, |conn| { exports::end(conn, id, ExportState::Failed, Some(problem), state.clock.now()).await? })
}
