//! Having work done again, and cancelling it.

use serde::de::DeserializeOwned;

use super::{
    announcements,
    audit_log::{self, Subject},
    exports,
    group_actions::cancel_with_its_job,
};
use crate::{
    domain::{
        access::Capability,
        admin::{DeskAnswer, JobState, MailState},
    },
    server::{
        actor::Actor,
        db::{Conn, transaction},
        error::{AppError, AppResult},
        repositories::{mail::outbox, operations::jobs},
        services::{
            cv_analysis::request as cv_analysis,
            import::desk as imports,
            mail::MailJob,
            operations::{jobs::JobKind, webhooks::delivery as webhooks},
        },
        state::AppState,
    },
};

/// Why a mail or an event was not sent whose sending was cancelled.
const CANCELLED: &str = "an administrator cancelled its sending";

/// Lets failed work wait for the runner again, with all its attempts. A mail it sends waits again too.
///
/// # Errors
/// `NotFound` for an unknown id, `Forbidden` without the capability.
pub async fn run_again(state: &AppState, actor: &Actor, id: i64) -> AppResult<DeskAnswer> {
    actor.require(Capability::ManageJobs)?;
    let (state, actor, now) = (state.clone(), actor.clone(), state.clock.now());
    transaction!(state, |conn| {
        let (job, about) = jobs::lock(conn, id).await?.ok_or(AppError::NotFound)?;
        if job.state(now) != JobState::Failed {
            return Ok(DeskAnswer::Unchanged);
        }
        let Some(about) = about else { return Ok(DeskAnswer::JobUnreadable) };
        if job.kind == JobKind::SendMail.key() {
            let Some(MailJob { mail }) = read(&state, &about) else { return Ok(DeskAnswer::JobUnreadable) };
            let Some(row) = outbox::find(conn, mail).await? else { return Ok(DeskAnswer::JobUnreadable) };
            if row.expires_at.is_some_and(|end| end <= now) {
                return Ok(DeskAnswer::MailExpired);
            }
            if !outbox::wait_again(conn, mail).await? {
                return Ok(DeskAnswer::Unchanged);
            }
        }
        if job.kind == JobKind::Export.key() {
            let Some(about) = read(&state, &about) else { return Ok(DeskAnswer::JobUnreadable) };
            if !exports::is_open(conn, &about).await? {
                return Ok(DeskAnswer::JobUnreadable);
            }
        }
        if job.kind == JobKind::CvAnalysis.key() {
            let Some(about) = read(&state, &about) else { return Ok(DeskAnswer::JobUnreadable) };
            if !cv_analysis::wait_again(conn, &about).await? {
                return Ok(DeskAnswer::Unchanged);
            }
        }
        jobs::wait_again(conn, id, now).await?;
        audit_log::record(&state, conn, &actor, "job.run_again", &Subject::job(id)).await?;
        DeskAnswer::JobAgain
    })
}

/// Cancels work that waits, never what runs. A mail that would have been sent counts as failed: it can be sent again.
///
/// # Errors
/// `NotFound` for an unknown id, `Forbidden` without the capability.
pub async fn cancel(state: &AppState, actor: &Actor, id: i64) -> AppResult<DeskAnswer> {
    actor.require(Capability::ManageJobs)?;
    let (state, actor, now) = (state.clone(), actor.clone(), state.clock.now());
    transaction!(state, |conn| {
        let (job, about) = jobs::lock(conn, id).await?.ok_or(AppError::NotFound)?;
        match job.state(now) {
            JobState::Waiting => {}
            JobState::Running => return Ok(DeskAnswer::JobRunning),
            JobState::Failed | JobState::Done | JobState::Cancelled => return Ok(DeskAnswer::Unchanged),
        }
        if job.kind == JobKind::SendMail.key()
            && let Some(MailJob { mail }) = about.as_deref().and_then(|about| read(&state, about))
        {
            fail(conn, mail).await?;
        }
        if job.kind == JobKind::GroupAction.key()
            && let Some(about) = about.as_deref().and_then(|about| read(&state, about))
        {
            cancel_with_its_job(&state, conn, &about).await?;
        }
        if job.kind == JobKind::Announcement.key()
            && let Some(about) = about.as_deref().and_then(|about| read(&state, about))
        {
            announcements::cancel_with_its_job(&state, conn, &about).await?;
        }
        if job.kind == JobKind::Webhook.key()
            && let Some(about) = about.as_deref().and_then(|about| read(&state, about))
        {
            webhooks::failed(conn, &about, CANCELLED).await?;
        }
        if job.kind == JobKind::CvAnalysis.key()
            && let Some(about) = about.as_deref().and_then(|about| read(&state, about))
        {
            cv_analysis::failed(conn, &about, now).await?;
        }
        if job.kind == JobKind::Import.key()
            && let Some(about) = about.as_deref().and_then(|about| read(&state, about))
        {
            imports::stop_with_its_job(&state, conn, &about).await?;
        }
        if job.kind == JobKind::Export.key()
            && let Some(about) = about.as_deref().and_then(|about| read(&state, about))
        {
            exports::cancel_with_its_job(&state, conn, &about).await?;
        }
        jobs::cancel(conn, id, now).await?;
        audit_log::record(&state, conn, &actor, "job.cancelled", &Subject::job(id)).await?;
        DeskAnswer::JobCancelled
    })
}

async fn fail(conn: &mut Conn, mail: i64) -> AppResult<()> {
    let waiting = outbox::find(conn, mail).await?.is_some_and(|row| row.state == MailState::Waiting.key());
    if waiting {
        outbox::set_state(conn, mail, MailState::Failed.key(), Some(CANCELLED)).await?;
    }
    Ok(())
}

/// `None` when no key opens what the work is about.
fn read<T: DeserializeOwned>(state: &AppState, about: &[u8]) -> Option<T> {
    let plain = state.security.keyring.decrypt(about).ok()?;
    serde_json::from_slice(&plain).ok()
}
