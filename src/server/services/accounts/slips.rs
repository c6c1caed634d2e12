//! Printed slips with which people who came in person choose a password: for those without an e-mail address, and for
//! those whose mail does not arrive.

use super::{
    links::{self, Purpose},
    reauthentication,
};
use crate::{
    domain::{
        access::{Capability, Role},
        admin::DeskAnswer,
        unique_code::UniqueCode,
    },
    server::{
        actor::Actor,
        db::transaction,
        documents::qr,
        error::{AppError, AppResult},
        repositories::accounts::account,
        security::tokens::IssuedLink,
        services::admin::audit_log::{self, Subject},
        state::AppState,
    },
};

/// A slip that was asked for.
pub enum Printed {
    Slip(IssuedLink),
    /// There is none, for this reason.
    Refused(DeskAnswer),
}

/// Makes a slip for the person with this code; an earlier one works no more. Whoever holds it enters the account, so it
/// needs a password that was given a short time ago, and administrators get none.
///
/// # Errors
/// `NotFound` for a code without a person, `Forbidden` without the capability, `ReauthenticationRequired` when the
/// password was given some time ago.
pub async fn print(state: &AppState, actor: &Actor, code: &UniqueCode) -> AppResult<Printed> {
    actor.require(Capability::ManagePeople)?;
    reauthentication::require_fresh(state, actor).await?;
    let (state, actor, code) = (state.clone(), actor.clone(), code.clone());
    transaction!(state, |conn| {
        let found = account::find_by_code(conn, code.as_str()).await?.ok_or(AppError::NotFound)?;
        // A suspension or another role at the same moment ends the links that it finds: this one must be among them.
        let account = account::lock_access(conn, found.id).await?.ok_or(AppError::NotFound)?;
        let role = account::find(conn, account.id).await?.ok_or(AppError::NotFound)?.role;
        if role == Role::Administrator.key() {
            return Ok(Printed::Refused(DeskAnswer::AdministratorAccount));
        }
        if !account.is_active() {
            return Ok(Printed::Refused(DeskAnswer::AccountSuspended));
        }
        if account.demo {
            return Ok(Printed::Refused(DeskAnswer::DemoAccount));
        }
        links::revoke(conn, account.id, &[Purpose::PrintedSlip]).await?;
        let link = links::issue(&state, conn, Purpose::PrintedSlip, account.id, None).await?;
        audit_log::record(&state, conn, &actor, "password.slip_printed", &Subject::account(account.id)).await?;
        Printed::Slip(link)
    })
}

/// The address of a slip as a drawing that telephones read.
///
/// # Errors
/// Only for an address too long for any such drawing.
pub fn drawing(address: &str) -> AppResult<String> {
    qr::svg(address)
}
