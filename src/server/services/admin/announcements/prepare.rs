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
        error::{AppError, AppResult},
        repositories::admin::announcements::{self, NewAnnouncement},
        services::admin::{
            group_actions::{people_set, prepare::description},
            selection,
        },
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
    let people = match selection::people_of(state, actor, selection).await? {
        Ok(people) => people,
        Err(problem) => return Ok(Err(problem)),
    };
    let total = i64::try_from(people.len()).map_err(AppError::internal)?;
    let people = people_set::pack(&people)?;
    let (filters, texts) = (description(selection), sealed(state, &AnnouncementTexts::default())?);
    let [_, per_minute, _] = SPEEDS;
    let state = state.clone();
    transaction!(state, |conn| {
        let draft = NewAnnouncement {
            account_id,
            kind: AnnouncementKind::Convocation.key(),
            filters: filters.as_deref(),
            texts_encrypted: &texts,
            per_minute: per_minute.into(),
            state: GroupActionState::Draft.key(),
            people: &people,
            total,
            created_at: state.clock.now(),
        };
        Ok(announcements::insert(conn, &draft).await?)
    })
}
