//! Stopping a job before its file is whole, and deleting a file before its time.

use super::ExportJob;
use crate::{
    domain::{
        access::Capability,
        export::{ExportAnswer, ExportState},
    },
    server::{
        actor::Actor,
        db::{Conn, transaction},
        error::{AppError, AppResult},
        repositories::admin::exports,
        services::admin::audit_log::{self, Subject},
        state::AppState,
    },
};

/// Stops an export that is being written. Any administrator may who can export people.
///
/// # Errors
/// `NotFound` for an unknown number, `Forbidden` without the capability.
pub async fn cancel(state: &AppState, actor: &Actor, id: i64) -> AppResult<ExportAnswer> {
    actor.require(Capability::ExportPeople)?;
    let (owned, actor) = (state.clone(), actor.clone());
    let (answer, name) = transaction!(owned, |conn| {
        let row = exports::lock(conn, id).await?.ok_or(AppError::NotFound)?;
        if !exports::end(conn, id, ExportState::Cancelled, None, owned.clock.now()).await? {
            return Ok((ExportAnswer::Unchanged, None));
        }
        audit_log::record(&owned, conn, &actor, "export.cancelled", &Subject::export(id, row.total)).await?;
        (ExportAnswer::Cancelled, row.name)
    })?;
    forget(state, name).await;
    Ok(answer)
}

/// The same when its job was cancelled, in the transaction that does it and notes it; such a job writes nothing now.
pub async fn cancel_with_its_job(state: &AppState, conn: &mut Conn, about: &ExportJob) -> AppResult<()> {
    exports::end(conn, about.export, ExportState::Cancelled, None, state.clock.now()).await?;
    Ok(())
}

/// Deletes a file that is kept. Any administrator may who can export people; the note of whom it held stays.
///
/// # Errors
/// As [`cancel`].
pub async fn delete(state: &AppState, actor: &Actor, id: i64) -> AppResult<ExportAnswer> {
    actor.require(Capability::ExportPeople)?;
    let (owned, actor) = (state.clone(), actor.clone());
    let (answer, name) = transaction!(owned, |conn| {
        let row = exports::lock(conn, id).await?.ok_or(AppError::NotFound)?;
        if !exports::expire(conn, id).await? {
            return Ok((ExportAnswer::Unchanged, None));
        }
        audit_log::record(&owned, conn, &actor, "export.deleted", &Subject::export(id, row.total)).await?;
        (ExportAnswer::Deleted, row.name)
    })?;
    forget(state, name).await;
    Ok(answer)
}

/// After the commit. What fails has no row any more and is swept later.
async fn forget(state: &AppState, name: Option<String>) {
    if let Some(name) = name
        && let Err(error) = state.storage.delete_export(&name).await
    {
        tracing::warn!(%error, "the file of an export stays until the next sweep");
    }
}
