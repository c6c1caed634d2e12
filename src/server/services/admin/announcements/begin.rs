//! Beginning what was written and read.

use super::{AnnouncementJob, own};
use crate::{
    domain::{access::Capability, announcement::AnnouncementAnswer, group_action::GroupActionState},
    server::{
        actor::Actor,
        db::transaction,
        error::AppResult,
        repositories::admin::announcements,
        services::{
            admin::{
                audit_log::{self, ChangeNote, Subject},
                selection::filters_in_use,
            },
            operations::jobs::{self, JobKind},
        },
        state::AppState,
    },
};

/// Begins the draft with this number, if it is still the `version` that was read and the box was ticked; else says why
/// not. `None` when it runs, also by an earlier press of the button.
///
/// # Errors
/// `Forbidden` without the capability, `NotFound` when the draft is another administrator's or too old.
pub async fn begin(
    state: &AppState,
    actor: &Actor,
    id: i64,
    version: i64,
    confirmed: bool,
) -> AppResult<Option<AnnouncementAnswer>> {
    actor.require(Capability::ManagePeople)?;
    let account_id = actor.signed_in()?.id;
    let (state, actor, now) = (state.clone(), actor.clone(), state.clock.now());
    transaction!(state, |conn| {
        let announcement = own(&state, conn, account_id, id).await?;
        if announcement.state != GroupActionState::Draft {
            return Ok(None);
        }
        if announcement.version != version {
            return Ok(Some(AnnouncementAnswer::Changed));
        }
        if !announcement.is_complete() {
            return Ok(Some(AnnouncementAnswer::Incomplete));
        }
        if !confirmed {
            return Ok(Some(AnnouncementAnswer::NotConfirmed));
        }
        announcements::start(conn, id, now).await?;
        let filters = filters_in_use(announcement.filters.as_deref().unwrap_or_default());
        let note = ChangeNote { fields: &filters, reason: None };
        let subject = Subject::announcement(id, announcement.total);
        audit_log::record_change(&state, conn, &actor, "announcement.begun", &subject, note).await?;
        jobs::enqueue(&state, conn, JobKind::Announcement, None, &AnnouncementJob { announcement: id }).await?;
        None
    })
}
