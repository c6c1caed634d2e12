//! From a selection to the page that asks whether to begin.

use chrono::TimeDelta;

use super::GroupAction;
use crate::{
    domain::{
        access::Capability,
        group_action::{GroupActionKind, GroupActionState},
        lang::Lang,
        selection::{Selection, SelectionProblem},
    },
    server::{
        actor::Actor,
        db::transaction,
        error::{AppError, AppResult},
        repositories::admin::group_actions::{self, NewGroupAction},
        services::{
            accounts::reauthentication,
            admin::{long_work, people_list::PersonLine},
        },
        state::AppState,
    },
};

/// A draft that does not begin is forgotten after this time.
pub(super) const DRAFT_KEPT: TimeDelta = TimeDelta::hours(1);

/// What the page that asks whether to begin shows.
#[derive(Debug, Clone)]
pub struct Draft {
    pub action: GroupAction,
    /// The first people.
    pub people: Vec<PersonLine>,
    /// Whether the password was given a short time ago, which deleting asks for.
    pub password_fresh: bool,
}

/// Stores what is to be done to the people of a selection, and gives its number. Nothing is done to them yet.
///
/// # Errors
/// `Forbidden` without the capability. The inner one when the selection holds no person, too many, or by filters that
/// make no sense.
pub async fn prepare(
    state: &AppState,
    actor: &Actor,
    kind: GroupActionKind,
    selection: &Selection,
) -> AppResult<Result<i64, SelectionProblem>> {
    actor.require(Capability::ManagePeople)?;
    let account_id = actor.signed_in()?.id;
    let chosen = match long_work::choose(state, actor, selection).await? {
        Ok(chosen) => chosen,
        Err(problem) => return Ok(Err(problem)),
    };
    let state = state.clone();
    transaction!(state, |conn| {
        let draft = NewGroupAction {
            account_id,
            kind: kind.key(),
            reason: None,
            filters: chosen.filters.as_deref(),
            undoes: None,
            state: GroupActionState::Draft.key(),
            people: &chosen.packed,
            total: chosen.total,
            created_at: state.clock.now(),
            started_at: None,
        };
        Ok(group_actions::insert(conn, &draft).await?)
    })
}

/// The draft with this number; none when it began or is too old.
///
/// # Errors
/// `Forbidden` without the capability, `NotFound` when it is another administrator's.
pub async fn draft(state: &AppState, actor: &Actor, lang: Lang, id: i64) -> AppResult<Option<Draft>> {
    actor.require(Capability::ManagePeople)?;
    let viewer = actor.signed_in()?;
    let mut conn = state.db.read().await?;
    let row = group_actions::find(&mut conn, id).await?.ok_or(AppError::NotFound)?;
    if row.state != GroupActionState::Draft.key() {
        return Ok(None);
    }
    if row.account_id != Some(viewer.id) || row.created_at < state.clock.now() - DRAFT_KEPT {
        return Err(AppError::NotFound);
    }
    let packed = group_actions::people(&mut conn, id).await?.unwrap_or_default();
    let people = long_work::named_people(state, &mut conn, lang, &packed).await?;
    drop(conn);
    let password_fresh = reauthentication::is_fresh(state, viewer).await?;
    Ok(Some(Draft { action: GroupAction::of(row)?, people, password_fresh }))
}
