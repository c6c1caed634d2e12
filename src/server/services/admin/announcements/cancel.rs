//! Stopping before every mail has left.

use super::{Announcement, AnnouncementJob};
use crate::{
    domain::{access::Capability, announcement::AnnouncementAnswer, group_action::GroupActionState},
    server::{
        actor::Actor,
        db::{Conn, transaction},
        error::{AppError, AppResult},
        repositories::admin::{announcement_recipients, announcements},
        services::admin::audit_log::{self, Subject},
        state::AppState,
    },
};

/// Writes no more mails; those that wait to be sent are not sent. Any administrator may.
///
/// # Errors
/// `NotFound` for an unknown number, `Forbidden` without the capability.
pub async fn cancel(state: &AppState, actor: &Actor, id: i64) -> AppResult<AnnouncementAnswer> {
    actor.require(Capability::ManagePeople)?;
    let (state, actor) = (state.clone(), actor.clone());
    transaction!(state, |conn| {
        let row = announcements::lock(conn, id).await?.ok_or(AppError::NotFound)?;
        let announcement = Announcement::of(&state, row)?;
        let may_go_on = match announcement.state {
            GroupActionState::Running | GroupActionState::Failed => true,
            // The last mails may still wait.
            GroupActionState::Done => announcement_recipients::waiting_mails(conn, id).await? > 0,
            GroupActionState::Draft | GroupActionState::Cancelled | GroupActionState::Stopped => false,
        };
        if !may_go_on {
            return Ok(AnnouncementAnswer::Unchanged);
        }
        announcements::finish(conn, id, GroupActionState::Cancelled, state.clock.now()).await?;
        // Those mails will not be sent: a corrected announcement may be.
        announcement_recipients::free_waiting_days(conn, id).await?;
        let subject = Subject::announcement(id, announcement.total);
        audit_log::record(&state, conn, &actor, "announcement.stopped", &subject).await?;
        AnnouncementAnswer::Stopped
    })
}

/// The same when its job was cancelled, in the transaction that does it and notes it.
pub async fn cancel_with_its_job(state: &AppState, conn: &mut Conn, about: &AnnouncementJob) -> AppResult<()> {
    let id = about.announcement;
    let row = announcements::lock(conn, id).await?;
    if row.is_some_and(|row| row.finished_at.is_none()) {
        announcements::finish(conn, id, GroupActionState::Cancelled, state.clock.now()).await?;
        announcement_recipients::free_waiting_days(conn, id).await?;
    }
    Ok(())
}
