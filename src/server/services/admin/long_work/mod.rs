//! Long work on a selection, as actions on many people and announcements are: its people are those the selection had when
//! it was prepared, and a job goes through them by ascending `people.id`.

pub mod people_set;
pub mod steps;

use super::{
    people_list::{self, PersonLine},
    selection,
};
use crate::{
    domain::{
        access::{Capability, Role},
        group_action::GroupActionState,
        lang::Lang,
        selection::{Selection, SelectionProblem},
    },
    server::{
        actor::Actor,
        db::Conn,
        error::{AppError, AppResult},
        repositories::accounts::account::{self, StoredAccount},
        state::AppState,
    },
};

/// People that the page of a draft names.
const NAMED: usize = 5;

/// Whom long work is about, as it is stored.
pub struct ChosenPeople {
    /// By [`people_set`].
    pub packed: Vec<u8>,
    pub total: i64,
    /// By which filters they were found, without private values; none of people who were ticked.
    pub filters: Option<String>,
}

/// The people of a selection.
///
/// # Errors
/// `Forbidden` without the capability. The inner one when the selection holds no person, too many, or by filters that
/// make no sense.
pub async fn choose(
    state: &AppState,
    actor: &Actor,
    selection: &Selection,
) -> AppResult<Result<ChosenPeople, SelectionProblem>> {
    let people = match selection::people_of(state, actor, selection).await? {
        Ok(people) => people,
        Err(problem) => return Ok(Err(problem)),
    };
    Ok(Ok(ChosenPeople {
        packed: people_set::pack(&people)?,
        total: i64::try_from(people.len()).map_err(AppError::internal)?,
        filters: selection::description(selection),
    }))
}

/// The people whom the page of a draft names.
pub async fn named_people(state: &AppState, conn: &mut Conn, lang: Lang, packed: &[u8]) -> AppResult<Vec<PersonLine>> {
    people_list::lines(state, conn, lang, &people_set::first(packed, NAMED)?).await
}

/// Whether a job does steps of what is in this state. What had failed and is tried again runs too.
pub fn goes_on(stored: &str) -> bool {
    matches!(GroupActionState::from_key(stored), Some(GroupActionState::Running | GroupActionState::Failed))
}

/// The administrator who asked for it, as long as the account may do so.
pub async fn author(conn: &mut Conn, account_id: Option<i64>) -> AppResult<Option<(StoredAccount, Role)>> {
    let Some(id) = account_id else { return Ok(None) };
    let Some(account) = account::find(conn, id).await?.filter(|account| account.state == "active") else {
        return Ok(None);
    };
    let role = Role::from_key(&account.role).filter(|role| role.may(Capability::ManagePeople));
    Ok(role.map(|role| (account, role)))
}
