//! From a selection to the page that asks whether to begin.

use chrono::TimeDelta;

use super::{GroupAction, people_set};
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
            admin::{
                people_list::{self, PersonLine},
                selection,
            },
        },
        state::AppState,
    },
};

/// A draft that does not begin is forgotten after this time.
pub(super) const DRAFT_KEPT: TimeDelta = TimeDelta::hours(1);
/// People that the confirmation names.
const NAMED: usize = 5;

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
    let people = match selection::people_of(state, actor, selection).await? {
        Ok(people) => people,
        Err(problem) => return Ok(Err(problem)),
    };
    let total = i64::try_from(people.len()).map_err(AppError::internal)?;
    let people = people_set::pack(&people)?;
    let filters = description(selection);
    let state = state.clone();
    transaction!(state, |conn| {
        let draft = NewGroupAction {
            account_id,
            kind: kind.key(),
            reason: None,
            filters: filters.as_deref(),
            undoes: None,
            state: GroupActionState::Draft.key(),
            people: &people,
            total,
            created_at: state.clock.now(),
            started_at: None,
        };
        Ok(group_actions::insert(conn, &draft).await?)
    })
}

/// The filters of a selection as they may be stored: those with private values are there, the values are not.
pub(in crate::server::services::admin) fn description(selection: &Selection) -> Option<String> {
    let Selection::Matching(filters) = selection else { return None };
    let (address, left_out) = filters.described();
    let mut described = form_urlencoded::Serializer::new(address);
    described.extend_pairs(left_out.into_iter().map(|filter| (filter.key(), "")));
    Some(described.finish())
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
    let first: Vec<i64> = people_set::unpack(&packed, 0)?.into_iter().take(NAMED).collect();
    let people = people_list::lines(state, &mut conn, lang, &first).await?;
    drop(conn);
    let password_fresh = reauthentication::is_fresh(state, viewer).await?;
    Ok(Some(Draft { action: GroupAction::of(row)?, people, password_fresh }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::{
            registration::FormValues,
            selection::{ALL_FIELD, FILTERS_FIELD, SHOWN_FIELD},
        },
        server::services::admin::group_actions::filters_in_use,
    };

    #[test]
    fn a_description_names_filters_with_private_values_without_them() {
        let form: FormValues = [
            (ALL_FIELD, "1"),
            (FILTERS_FIELD, "phone=0612345678&gender=F&email=a%40b.example&sort=name"),
            (SHOWN_FIELD, "2"),
        ]
        .into_iter()
        .collect();
        let described = description(&Selection::from_form(&form).unwrap()).unwrap();
        assert!(!described.contains("06") && !described.contains("example"), "{described}");
        assert_eq!(filters_in_use(&described), ["gender", "email", "phone"]);
        assert_eq!(description(&Selection::Ticked(vec!["MACAS0001F".parse().unwrap()])), None);
    }
}
