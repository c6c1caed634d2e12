//! Erasing people on behalf of the office.

use super::people::StateChange;
use crate::server::{
    actor::Actor,
    db::Conn,
    error::{AppError, AppResult},
    repositories::{
        accounts::account,
        admin::administrators,
        files::FileRow,
        profiles::{people, unique_codes},
    },
    services::profiles::own_data::erase_account,
    state::AppState,
};

/// Erases a person with the account and everything about both, as owners erase their own, in a transaction of the caller,
/// who has asked for the capability and a fresh password. The contents of the files are to be removed after the commit.
pub(super) async fn erase_within(
    state: &AppState,
    conn: &mut Conn,
    actor: &Actor,
    person_id: i64,
) -> AppResult<(StateChange, Vec<FileRow>)> {
    let active = administrators::lock_active(conn).await?;
    let account_id = people::account_of(conn, person_id).await?.ok_or(AppError::NotFound)?;
    if actor.owns_account(account_id) {
        return Ok((StateChange::OwnAccount, Vec::new()));
    }
    if active == [account_id] {
        return Ok((StateChange::LastAdministrator, Vec::new()));
    }
    let account = account::find(conn, account_id).await?.ok_or(AppError::NotFound)?;
    let codes = unique_codes::of_person(conn, person_id).await?;
    let files = erase_account(state, conn, actor, &account, Some(person_id), &codes).await?;
    Ok((StateChange::Done, files))
}
