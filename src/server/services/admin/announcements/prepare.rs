//! From a selection to an empty draft.

use super::sealed;
use crate::{
    domain::{
        access::Capability,
        announcement::{AnnouncementKind, AnnouncementTexts, SPEEDS},
        group_action::GroupActionState,
        selection::{Selection, SelectionProblem},
    },
    server::{
        actor::Actor,
        db::transaction,
        error::AppResult,
        repositories::admin::announcements::{self, NewAnnouncement},
        services::admin::long_work,
        state::AppState,
    },
};

/// Stores whom an announcement is for, and gives its number. It says nothing yet.
///
/// # Errors
/// `Forbidden` without the capability. The inner one when the selection is empty, too large, or made by filters that
/// make no sense.
pub async fn prepare(
    state: &AppState,
    actor: &Actor,
    selection: &Selection,
) -> AppResult<Result<i64, SelectionProblem>> {
    actor.require(Capability::ManagePeople)?;
    let account_id = actor.signed_in()?.id;
    let chosen = match long_work::choose(state, actor, selection).await? {
        Ok(chosen) => chosen,
        Err(problem) => return Ok(Err(problem)),
    };
    let texts = sealed(state, &AnnouncementTexts::default())?;
    let [_, per_minute, _] = SPEEDS;
    let state = state.clone();
    transaction!(state, |conn| {
        let draft = NewAnnouncement {
            account_id,
            kind: AnnouncementKind::Convocation.key(),
            filters: chosen.filters.as_deref(),
            texts_encrypted: &texts,
            per_minute: per_minute.into(),
            state: GroupActionState::Draft.key(),
            people: &chosen.packed,
            total: chosen.total,
            created_at: state.clock.now(),
        };
        Ok(announcements::insert(conn, &draft).await?)
    })
}
