//! Making a registered person an administrator, and a member again. Both need a password that was given a short time
//! ago, and end every open way into the account.

use super::audit_log::{self, Subject};
use crate::{
    domain::{
        access::{Capability, Role},
        accounts::no_address::is_placeholder,
        admin::DeskAnswer,
        unique_code::UniqueCode,
    },
    server::{
        actor::Actor,
        db::{Conn, transaction},
        error::{AppError, AppResult},
        repositories::{
            accounts::account::{self, AccountAccess},
            admin::administrators,
        },
        services::accounts::{links, reauthentication},
        state::AppState,
    },
};

/// Makes the account of a person an administrator's; its password stays.
///
/// # Errors
/// `NotFound` for a code without a person, `Forbidden` without the capability, `ReauthenticationRequired` when the
/// password was given some time ago.
pub async fn promote(state: &AppState, actor: &Actor, code: &UniqueCode) -> AppResult<DeskAnswer> {
    actor.require(Capability::ManageAdministrators)?;
    reauthentication::require_fresh(state, actor).await?;
    let (state, actor, now, code) = (state.clone(), actor.clone(), state.clock.now(), code.clone());
    transaction!(state, |conn| {
        let (account, role) = find(conn, &code).await?;
        if role == Role::Administrator.key() {
            return Ok(DeskAnswer::Unchanged);
        }
        if !account.is_active() {
            return Ok(DeskAnswer::AccountSuspended);
        }
        if account.demo {
            return Ok(DeskAnswer::DemoAccount);
        }
        // Administrators are told by mail about what concerns their account.
        if is_placeholder(&account.email) {
            return Ok(DeskAnswer::AdministratorNeedsAddress);
        }
        // The registration may not have been made by the address's owner.
        if account.email_confirmed_at.is_none() {
            return Ok(DeskAnswer::AddressUnconfirmed);
        }
        administrators::appoint(conn, account.id, now).await?;
        links::end_all_access(conn, account.id).await?;
        audit_log::record(&state, conn, &actor, "administrator.promoted", &Subject::account(account.id)).await?;
        DeskAnswer::Promoted
    })
}

/// Makes the account of a person a member's again. The last active administrator stays one, and so does the actor.
///
/// # Errors
/// As [`promote`].
pub async fn demote(state: &AppState, actor: &Actor, code: &UniqueCode) -> AppResult<DeskAnswer> {
    actor.require(Capability::ManageAdministrators)?;
    reauthentication::require_fresh(state, actor).await?;
    let (state, actor, now, code) = (state.clone(), actor.clone(), state.clock.now(), code.clone());
    transaction!(state, |conn| {
        let active = administrators::lock_active(conn).await?;
        let (account, role) = find(conn, &code).await?;
        if role != Role::Administrator.key() {
            return Ok(DeskAnswer::Unchanged);
        }
        if actor.owns_account(account.id) {
            return Ok(DeskAnswer::OwnAccount);
        }
        if active == [account.id] {
            return Ok(DeskAnswer::LastAdministrator);
        }
        administrators::demote(conn, account.id, now).await?;
        links::end_all_access(conn, account.id).await?;
        audit_log::record(&state, conn, &actor, "administrator.demoted", &Subject::account(account.id)).await?;
        DeskAnswer::Demoted
    })
}

/// The account of the person with this code, locked, and its role.
async fn find(conn: &mut Conn, code: &UniqueCode) -> AppResult<(AccountAccess, String)> {
    let found = account::find_by_code(conn, code.as_str()).await?.ok_or(AppError::NotFound)?;
    let account = account::lock_access(conn, found.id).await?.ok_or(AppError::NotFound)?;
    let role = account::find(conn, account.id).await?.ok_or(AppError::NotFound)?.role;
    Ok((account, role))
}
