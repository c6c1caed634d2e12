//! Taking back what was done to many people.

use super::{GroupAction, set_off};
use crate::{
    domain::{
        access::Capability,
        admin::SuspensionReason,
        group_action::{GroupActionKind, GroupActionState},
    },
    server::{
        actor::Actor,
        db::transaction,
        error::{AppError, AppResult},
        repositories::admin::group_actions::{self, NewGroupAction},
        services::admin::long_work::people_set,
        state::AppState,
    },
};

/// How taking back ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Undone {
    /// Another action with this number takes it back, or did already.
    By(i64),
    /// It cannot be taken back: its kind, or it is not over, or it changed no person.
    Impossible,
    /// To suspend again needs a reason.
    NoReason,
}

/// Begins an action that takes this one back of everyone whom it changed. Those who have changed again since then stay
/// as they are. What takes back already is not begun again, unless it was stopped.
///
/// # Errors
/// `NotFound` for an unknown number, `Forbidden` without the capability.
pub async fn undo(state: &AppState, actor: &Actor, id: i64, reason: Option<SuspensionReason>) -> AppResult<Undone> {
    actor.require(Capability::ManagePeople)?;
    let account_id = actor.signed_in()?.id;
    let mut conn = state.db.read().await?;
    let row = group_actions::find(&mut conn, id).await?.ok_or(AppError::NotFound)?;
    let action = GroupAction::of(row)?;
    let Some(kind) = action.kind.undo().filter(|_| action.is_over()) else { return Ok(Undone::Impossible) };
    let reason = reason.filter(|_| kind == GroupActionKind::Suspend);
    if kind == GroupActionKind::Suspend && reason.is_none() {
        return Ok(Undone::NoReason);
    }
    let people = group_actions::changed_people(&mut conn, id).await?;
    drop(conn);
    if people.is_empty() {
        return Ok(Undone::Impossible);
    }
    let total = i64::try_from(people.len()).map_err(AppError::internal)?;
    let people = people_set::pack(&people)?;
    let (state, actor, now) = (state.clone(), actor.clone(), state.clock.now());
    transaction!(state, |conn| {
        // Locked: of two presses of the button the second leads to what the first began.
        group_actions::lock(conn, id).await?.ok_or(AppError::NotFound)?;
        if let Some(begun) = group_actions::undone_by(conn, id).await? {
            return Ok(Undone::By(begun));
        }
        let new = NewGroupAction {
            account_id,
            kind: kind.key(),
            reason: reason.map(SuspensionReason::key),
            filters: None,
            undoes: Some(id),
            state: GroupActionState::Running.key(),
            people: &people,
            total,
            created_at: now,
            started_at: Some(now),
        };
        let number = group_actions::insert(conn, &new).await?;
        let row = group_actions::find(conn, number).await?.ok_or(AppError::NotFound)?;
        set_off(&state, conn, &actor, &GroupAction::of(row)?, reason).await?;
        Undone::By(number)
    })
}
