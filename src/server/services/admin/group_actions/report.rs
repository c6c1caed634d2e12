//! How far actions are, and what became of the people.

use std::collections::HashMap;

use super::GroupAction;
use crate::{
    domain::{access::Capability, group_action::Outcome, search::cursor::Cursor},
    server::{
        actor::Actor,
        error::{AppError, AppResult},
        repositories::admin::{group_actions, listed_people::codes_of_people},
        services::admin::list_page::{ListPage, READ},
        state::AppState,
    },
};

/// How many of the newest actions are listed.
const NEWEST: i64 = 50;

/// A line of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupActionLine {
    pub action: GroupAction,
    /// The address of the administrator; none when the account is gone.
    pub email: Option<String>,
}

/// How an action went, or goes.
#[derive(Debug, Clone)]
pub struct Report {
    pub action: GroupAction,
    /// How many people it did not change, by the reason.
    pub refusals: Vec<(Outcome, i64)>,
    /// Who they are.
    pub refused: ListPage<Refused>,
    /// The newest action that takes this one back.
    pub undone_by: Option<i64>,
}

/// A person who was not changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    person_id: i64,
    /// None when the person was erased.
    pub code: Option<String>,
    pub outcome: Outcome,
}

/// The newest actions that began, newest first.
///
/// # Errors
/// `Forbidden` without the capability.
pub async fn newest(state: &AppState, actor: &Actor) -> AppResult<Vec<GroupActionLine>> {
    actor.require(Capability::ManagePeople)?;
    let rows = group_actions::newest(&mut state.db.read().await?, NEWEST).await?;
    rows.into_iter().map(|(row, email)| Ok(GroupActionLine { action: GroupAction::of(row)?, email })).collect()
}

/// The report of an action that began, with the page of a cursor of those who were not changed.
///
/// # Errors
/// `NotFound` for an unknown number, `Forbidden` without the capability.
pub async fn report(state: &AppState, actor: &Actor, id: i64, cursor: Option<Cursor>) -> AppResult<Report> {
    actor.require(Capability::ManagePeople)?;
    let mut conn = state.db.read().await?;
    let row = group_actions::find(&mut conn, id).await?.ok_or(AppError::NotFound)?;
    let action = GroupAction::of(row)?;
    let refusals = group_actions::refusals(&mut conn, id).await?;
    let refusals = refusals.into_iter().map(|(key, count)| Ok((outcome(&key)?, count))).collect::<AppResult<_>>()?;
    let rows = group_actions::refused_people(&mut conn, id, cursor, READ).await?;
    let people: Vec<i64> = rows.iter().map(|(person, _)| *person).collect();
    let mut codes: HashMap<i64, String> = codes_of_people(&mut conn, &people).await?.into_iter().collect();
    let refused = rows
        .into_iter()
        .map(|(person_id, key)| Ok(Refused { person_id, code: codes.remove(&person_id), outcome: outcome(&key)? }))
        .collect::<AppResult<Vec<_>>>()?;
    let undone_by = group_actions::undone_by(&mut conn, id).await?;
    let refused = ListPage::new(refused, cursor, |refused| refused.person_id);
    Ok(Report { action, refusals, refused, undone_by })
}

fn outcome(key: &str) -> AppResult<Outcome> {
    Outcome::from_key(key).ok_or_else(|| AppError::internal("an unknown outcome of a group action"))
}
