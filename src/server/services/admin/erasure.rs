//! Erasing people on behalf of the office.

use super::people::StateChange;
use crate::{
    domain::{
        access::{Capability, Role},
        profiles::version::PersonVersion,
    },
    server::{
        actor::Actor,
        db::{Conn, to_completion},
        error::{AppError, AppResult},
        repositories::{
            accounts::account,
            admin::administrators,
            files::FileRow,
            profiles::{people, unique_codes},
        },
        services::{accounts::reauthentication, files::contents::delete_contents, profiles::own_data::erase_account},
        state::AppState,
    },
};

/// How erasing one person ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ErasedPerson {
    Done,
    /// An administrator's account is a member's again first.
    Administrator,
    /// The person changed since the version was read.
    Changed,
}

/// Erases a person, unless they changed since this version. A session needs a password that was given a short time ago;
/// a token was made with one.
///
/// # Errors
/// `NotFound` when the person is gone, `Forbidden` without the capability, `ReauthenticationRequired` for a session whose
/// password was given some time ago.
pub async fn erase(
    state: &AppState,
    actor: &Actor,
    person_id: i64,
    expected: PersonVersion,
) -> AppResult<ErasedPerson> {
    actor.require(Capability::ManagePeople)?;
    if actor.signed_in()?.token.is_none() {
        reauthentication::require_fresh(state, actor).await?;
    }
    let (state, actor) = (state.clone(), actor.clone());
    to_completion(async move {
        let mut tx = state.db.begin().await?;
        let now = state.clock.now();
        // Always asked for first, so that two transactions never wait for each other.
        administrators::lock_active(tx.conn()?).await?;
        if !people::touch(tx.conn()?, person_id, now).await? {
            tx.rollback().await;
            return Err(AppError::NotFound);
        }
        let version = people::version(tx.conn()?, person_id).await?.ok_or(AppError::NotFound)?;
        if version.before_lock() != expected {
            tx.rollback().await;
            return Ok(ErasedPerson::Changed);
        }
        let account_id = people::account_of(tx.conn()?, person_id).await?.ok_or(AppError::NotFound)?;
        let account = account::find(tx.conn()?, account_id).await?.ok_or(AppError::NotFound)?;
        if account.role == Role::Administrator.key() {
            tx.rollback().await;
            return Ok(ErasedPerson::Administrator);
        }
        let (change, files) = erase_within(&state, tx.conn()?, &actor, person_id).await?;
        if change != StateChange::Done {
            tx.rollback().await;
            return Ok(ErasedPerson::Administrator);
        }
        tx.commit().await?;
        delete_contents(&state, &files).await;
        Ok(ErasedPerson::Done)
    })
    .await
}

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
