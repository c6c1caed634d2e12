//! The job: rows of a spreadsheet, each in its own transaction, until all are done or its time is over.

use std::time::{Duration, Instant};

use super::{
    ImportJob,
    draft::{mapping_of, sheet_of},
};
use crate::{
    domain::{
        access::{Capability, Role},
        import::{ImportSource, ImportState},
    },
    server::{
        actor::Actor,
        context::ViewerAccount,
        db::{Conn, within_transaction},
        error::{AppError, AppResult},
        repositories::{
            accounts::account,
            imports::runs::{self, ImportRow, RowCounts},
            profiles::people,
        },
        services::{
            import::{
                csv::{NOTED_EVERY, date_order, source_rows, take_rows},
                report::{CellCounts, Report},
                run::Run,
            },
            operations::jobs::JobVerdict,
        },
        state::AppState,
    },
};

/// Much less than a claim lasts.
const SLICE: Duration = Duration::from_secs(30);
/// No session: what an accepted request allowed goes on without.
const NO_SESSION: i64 = 0;
const OVER: JobVerdict = JobVerdict::Done { note: "" };

/// Does a slice of an import. Killed at any moment it goes on: rows that were taken are not taken again.
///
/// # Errors
/// When the database cannot be used: the job is tried again.
pub async fn work(state: &AppState, about: &ImportJob) -> AppResult<JobVerdict> {
    let Some(row) = going(state, about).await? else { return Ok(OVER) };
    let actor = actor_of(&mut state.db.read().await?, &row, about).await?;
    let Some(actor) = actor else {
        // An account that is no administrator's any more, or is suspended, does nothing by what it asked before.
        finish(state, row.id, ImportState::Stopped).await?;
        return Ok(OVER);
    };
    let (sheet, mapping) = (sheet_of(state, row.id).await?, mapping_of(&row)?);
    let order = date_order(&sheet, &mapping).map_err(AppError::internal)?;
    let rows = source_rows(&sheet, &mapping, order);
    let mut run = Run::new(state, &actor, ImportSource::Csv, Some(row.id));
    let done = usize::try_from(row.counts.position).unwrap_or(usize::MAX).min(rows.len());
    let until = Instant::now() + SLICE;
    for rows in rows.get(done..).unwrap_or_default().chunks(NOTED_EVERY) {
        if Instant::now() >= until {
            return Ok(JobVerdict::GoesOn);
        }
        if going(state, about).await?.is_none() {
            return Ok(OVER);
        }
        take_rows(&mut run, rows, &mapping, |_| {}).await?;
        note(state, &row, &run.report).await?;
        // Requests that wait for the writer come first.
        tokio::task::yield_now().await;
    }
    finish(state, row.id, ImportState::Done).await?;
    Ok(OVER)
}

/// The import while it runs; one that had failed and is tried again runs too.
async fn going(state: &AppState, about: &ImportJob) -> AppResult<Option<ImportRow>> {
    let row = runs::find(&mut state.db.read().await?, about.import).await?;
    let goes_on =
        |row: &ImportRow| matches!(ImportState::from_key(&row.state), Some(ImportState::Running | ImportState::Failed));
    Ok(row.filter(goes_on))
}

/// Adds what came of these rows to what was stored when the slice began.
async fn note(state: &AppState, before: &ImportRow, report: &Report) -> AppResult<()> {
    let (old, new) = (before.counts, report.counts(before.counts.total));
    let counts = RowCounts {
        total: old.total,
        position: old.position + new.position,
        imported: old.imported + new.imported,
        joined: old.joined + new.joined,
        changed: old.changed + new.changed,
        unchanged: old.unchanged + new.unchanged,
        left_out: old.left_out + new.left_out,
        refused: old.refused + new.refused,
    };
    let mut cells: CellCounts = serde_json::from_str(&before.cells).map_err(AppError::internal)?;
    cells.add_all(&report.cells);
    let (id, cells) = (before.id, serde_json::to_string(&cells).map_err(AppError::internal)?);
    within_transaction!(state, |conn| {
        runs::note(conn, id, &counts, &cells).await?;
    })
}

async fn finish(state: &AppState, id: i64, ended: ImportState) -> AppResult<()> {
    within_transaction!(state, |conn| {
        runs::finish(conn, id, ended.key(), state.clock.now()).await?;
    })
}

/// The administrator who asked for it, as long as their account may do so.
async fn actor_of(conn: &mut Conn, row: &ImportRow, about: &ImportJob) -> AppResult<Option<Actor>> {
    let Some(id) = row.account_id else { return Ok(None) };
    let Some(found) = account::find(conn, id).await? else { return Ok(None) };
    let role = Role::from_key(&found.role).filter(|role| role.may(Capability::ManagePeople));
    let Some(role) = role.filter(|_| found.state == "active") else { return Ok(None) };
    let person_id = people::id_of_account(conn, id).await?;
    let viewer = ViewerAccount { id, session_id: NO_SESSION, token: None, person_id, role, trusted: true };
    Ok(Some(Actor::going_on(viewer, about.client_ip)))
}

/// The job was given up after several attempts, in the transaction that says so.
pub async fn failed(conn: &mut Conn, about: &ImportJob) -> AppResult<()> {
    runs::fail(conn, about.import).await
}

/// The job was cancelled, in the transaction that does it and notes it.
pub async fn stop_with_its_job(state: &AppState, conn: &mut Conn, about: &ImportJob) -> AppResult<()> {
    let row = runs::lock(conn, about.import).await?;
    if row.is_some_and(|row| row.finished_at.is_none()) {
        runs::finish(conn, about.import, ImportState::Stopped.key(), state.clock.now()).await?;
    }
    Ok(())
}
