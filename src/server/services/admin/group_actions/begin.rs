//! Beginning what was prepared.

use super::{GroupAction, prepare::DRAFT_KEPT, set_off};
use crate::{
    domain::{
        access::Capability,
        admin::SuspensionReason,
        group_action::{GroupActionKind, GroupActionState, is_number},
    },
    server::{
        actor::Actor,
        db::transaction,
        error::{AppError, AppResult},
        repositories::admin::group_actions,
        services::accounts::reauthentication,
        state::AppState,
    },
};

/// How beginning ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Begun {
    /// The job is enqueued, or was by an earlier press of the button.
    Running,
    /// A suspension needs a reason.
    NoReason,
    /// What was typed to confirm a deletion is not the number of people.
    NotConfirmed,
}

/// Begins the draft with this number. A suspension needs a reason; a deletion the number of people as `typed`, and a
/// password given a short time ago.
///
/// # Errors
/// `ReauthenticationRequired` when a deletion needs the password, `NotFound` for a draft of another administrator or one
/// that is too old, `Forbidden` without the capability.
pub async fn begin(
    state: &AppState,
    actor: &Actor,
    id: i64,
    reason: Option<SuspensionReason>,
    typed: &str,
) -> AppResult<Begun> {
    actor.require(Capability::ManagePeople)?;
    let account_id = actor.signed_in()?.id;
    let row = group_actions::find(&mut state.db.read().await?, id).await?.ok_or(AppError::NotFound)?;
    if GroupAction::of(row)?.kind == GroupActionKind::Delete {
        reauthentication::require_fresh(state, actor).await?;
    }
    let (state, actor, now, typed) = (state.clone(), actor.clone(), state.clock.now(), typed.to_owned());
    transaction!(state, |conn| {
        let row = group_actions::lock(conn, id).await?.ok_or(AppError::NotFound)?;
        if row.account_id != Some(account_id) {
            return Err(AppError::NotFound);
        }
        let created_at = row.created_at;
        let action = GroupAction::of(row)?;
        if action.state != GroupActionState::Draft {
            return Ok(Begun::Running);
        }
        if created_at < now - DRAFT_KEPT {
            return Err(AppError::NotFound);
        }
        let reason = reason.filter(|_| action.kind == GroupActionKind::Suspend);
        if action.kind == GroupActionKind::Suspend && reason.is_none() {
            return Ok(Begun::NoReason);
        }
        if action.kind == GroupActionKind::Delete && !is_number(&typed, action.total.unsigned_abs()) {
            return Ok(Begun::NotConfirmed);
        }
        group_actions::start(conn, id, reason.map(SuspensionReason::key), now).await?;
        set_off(&state, conn, &actor, &action, reason).await?;
        Begun::Running
    })
}
