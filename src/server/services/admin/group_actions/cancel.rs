//! Stopping before everyone is done.

use super::{GroupAction, GroupActionJob};
use crate::{
    domain::{access::Capability, admin::DeskAnswer, group_action::GroupActionState},
    server::{
        actor::Actor,
        db::{Conn, transaction},
        error::{AppError, AppResult},
        repositories::admin::group_actions,
        services::admin::audit_log::{self, Subject},
        state::AppState,
    },
};

/// Leaves the people alone who are not done yet; those who are done stay so. Any administrator may.
///
/// # Errors
/// `NotFound` for an unknown number, `Forbidden` without the capability.
pub async fn cancel(state: &AppState, actor: &Actor, id: i64) -> AppResult<DeskAnswer> {
    actor.require(Capability::ManagePeople)?;
    let (state, actor) = (state.clone(), actor.clone());
    transaction!(state, |conn| {
        let row = group_actions::lock(conn, id).await?.ok_or(AppError::NotFound)?;
        let action = GroupAction::of(row)?;
        if !matches!(action.state, GroupActionState::Running | GroupActionState::Failed) {
            return Ok(DeskAnswer::Unchanged);
        }
        group_actions::finish(conn, id, GroupActionState::Cancelled, state.clock.now()).await?;
        let subject = Subject::group_action(id, action.total);
        audit_log::record(&state, conn, &actor, "people.action_cancelled", &subject).await?;
        DeskAnswer::JobCancelled
    })
}

/// The same when its job was cancelled, in the transaction that does it and notes it.
pub async fn cancel_with_its_job(state: &AppState, conn: &mut Conn, about: &GroupActionJob) -> AppResult<()> {
    let id = about.group_action;
    let row = group_actions::lock(conn, id).await?;
    if row.is_some_and(|row| row.finished_at.is_none()) {
        group_actions::finish(conn, id, GroupActionState::Cancelled, state.clock.now()).await?;
    }
    Ok(())
}
