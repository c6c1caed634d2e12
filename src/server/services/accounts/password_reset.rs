//! Forgotten passwords. Whether an address has an account is looked up by a job, so that neither the answer nor its
//! time reveals it.

use super::{
    links::{self, Purpose},
    new_password,
};
use crate::{
    domain::{
        access::Capability,
        accounts::{no_address::is_placeholder, security::ResetAnswer},
        admin::DeskAnswer,
        registration::{check_email, normalise_email},
        unique_code::UniqueCode,
    },
    server::{
        actor::{Actor, ActorKind},
        db::{Conn, transaction},
        error::{AppError, AppResult},
        mails::Message,
        repositories::{
            accounts::{
                account::{self, AccountAccess},
                api_tokens,
                one_time_links::OneTimeLink,
                sessions,
            },
            operations::jobs as job_rows,
        },
        security::tokens::IssuedLink,
        services::{
            admin::audit_log::{self, Subject},
            mail,
            operations::jobs::{self, JobKind},
        },
        state::AppState,
    },
};
use serde::{Deserialize, Serialize};

/// The links that lead to a new password.
const PURPOSES: [Purpose; 4] =
    [Purpose::ResetPassword, Purpose::ChoosePassword, Purpose::OperatorReset, Purpose::PrintedSlip];

/// A report of a forgotten password, as the job stores it.
#[derive(Debug, Serialize, Deserialize)]
pub struct Forgotten {
    email: String,
}

/// The outcome of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reported {
    /// If the account exists, a mail is sent to its address.
    Taken,
    /// Not shaped like an address.
    NoAddress,
}

/// Takes the report that the password of the account with this address, if there is one, was forgotten.
///
/// # Errors
/// `TooManyRequests` from one network.
pub async fn report(state: &AppState, actor: &Actor, email: &str) -> AppResult<Reported> {
    let Ok(email) = check_email(email) else { return Ok(Reported::NoAddress) };
    actor.counted(|address| state.security.rate_limits.reset_request(address))?;
    let (state, about) = (state.clone(), Forgotten { email: normalise_email(&email) });
    transaction!(state, |conn| {
        jobs::enqueue(&state, conn, JobKind::SendPasswordLink, None, &about).await?;
        Reported::Taken
    })
}

/// Erases the reports about an address that were not worked off.
pub async fn delete_reports(state: &AppState, conn: &mut Conn, email_normalised: &str) -> AppResult<()> {
    let mut about_it = Vec::new();
    for (id, sealed) in job_rows::with_payload(conn, JobKind::SendPasswordLink.key()).await? {
        // What no key opens leads to no mail either; it must not keep an account from being deleted.
        let about = state.security.keyring.decrypt(&sealed).ok();
        let about = about.and_then(|plain| serde_json::from_slice::<Forgotten>(&plain).ok());
        if about.is_some_and(|about| about.email == email_normalised) {
            about_it.push(id);
        }
    }
    job_rows::delete(conn, &about_it).await
}

/// Writes to the owner of the account, if there is an active one and it was not written to too often already. The
/// job's own transaction.
pub async fn write_to_owner(state: &AppState, conn: &mut Conn, about: Forgotten) -> AppResult<()> {
    let Some(account) = account::find_by_email(conn, &about.email).await? else { return Ok(()) };
    if !account.is_active() || !mail::may_post(state, conn, account.id, &["password_reset"]).await? {
        return Ok(());
    }
    let reset = links::issue(state, conn, Purpose::ResetPassword, account.id, None).await?;
    mail::post(state, conn, &account, None, &Message::PasswordReset { reset: &reset }).await
}

/// A link an operator hands over; `None` when there is no account with this address.
///
/// # Errors
/// `BadRequest` for a suspended account, `Forbidden` without the capability.
pub async fn operator_link(state: &AppState, actor: &Actor, email: &str) -> AppResult<Option<IssuedLink>> {
    actor.require(Capability::ManagePeople)?;
    let (state, actor, email) = (state.clone(), actor.clone(), normalise_email(email));
    transaction!(state, |conn| {
        let Some(account) = account::find_by_email(conn, &email).await? else { return Ok(None) };
        if !account.is_active() {
            return Err(AppError::BadRequest("the account is suspended"));
        }
        let link = links::issue(&state, conn, Purpose::OperatorReset, account.id, None).await?;
        audit_log::record(&state, conn, &actor, "password.link_made", &Subject::account(account.id)).await?;
        Some(link)
    })
}

/// Mails the owner of the account of a person a link to choose a new password.
///
/// # Errors
/// `NotFound` for a code without a person, `Forbidden` without the capability.
pub async fn send_link(state: &AppState, actor: &Actor, code: &UniqueCode) -> AppResult<DeskAnswer> {
    actor.require(Capability::ManagePeople)?;
    let (state, actor, code) = (state.clone(), actor.clone(), code.clone());
    transaction!(state, |conn| {
        let found = account::find_by_code(conn, code.as_str()).await?.ok_or(AppError::NotFound)?;
        // A suspension or another role at the same moment ends the links that it finds: this one must be among them.
        let account = account::lock_access(conn, found.id).await?.ok_or(AppError::NotFound)?;
        if !account.is_active() {
            return Ok(DeskAnswer::AccountSuspended);
        }
        if account.demo {
            return Ok(DeskAnswer::DemoAccount);
        }
        if is_placeholder(&account.email) {
            return Ok(DeskAnswer::NoAddress);
        }
        if !mail::may_post(&state, conn, account.id, &["password_reset"]).await? {
            return Ok(DeskAnswer::TooManyMails);
        }
        let reset = links::issue(&state, conn, Purpose::ResetPassword, account.id, None).await?;
        mail::post(&state, conn, &account, None, &Message::PasswordReset { reset: &reset }).await?;
        audit_log::record(&state, conn, &actor, "password.link_sent", &Subject::account(account.id)).await?;
        DeskAnswer::LinkSent
    })
}

/// Whether a token still leads to a new password.
pub async fn is_open(state: &AppState, token: &str) -> AppResult<bool> {
    Ok(open(state, &mut state.db.read().await?, token).await?.is_some())
}

/// Gives the account of a token the new password: its sessions end, its other links die, its owner gets a mail.
///
/// # Errors
/// `TooManyRequests` when this network tried too many links.
pub async fn reset(
    state: &AppState,
    actor: &Actor,
    token: String,
    password: String,
    password_confirm: &str,
) -> AppResult<ResetAnswer> {
    actor.counted(|address| state.security.rate_limits.link_followed(address))?;
    let Some((_, account)) = open(state, &mut state.db.read().await?, &token).await? else {
        return Ok(ResetAnswer::LinkDead);
    };
    let errors = new_password::judge(state, actor, &password, password_confirm, vec![account.email]).await?;
    if !errors.is_empty() {
        return Ok(ResetAnswer::Refused(errors));
    }
    let hash = state.security.passwords.hash(password).await?;
    let (state, actor) = (state.clone(), actor.clone());
    transaction!(state, |conn| {
        let now = state.clock.now();
        let Some((link, account)) = open(&state, conn, &token).await? else { return Ok(ResetAnswer::LinkDead) };
        if !links::use_up(&state, conn, &link, &token).await? {
            return Ok(ResetAnswer::LinkDead);
        }
        account::set_password(conn, account.id, &hash, now).await?;
        if Purpose::from_key(&link.purpose).is_some_and(Purpose::was_mailed) {
            // The link was sent to the address and came back.
            account::confirm_email(conn, account.id, now).await?;
        }
        sessions::delete_of_account(conn, account.id).await?;
        api_tokens::delete_of_account(conn, account.id).await?;
        links::revoke(conn, account.id, &links::ENDED_BY_A_NEW_PASSWORD).await?;
        let holder = actor.acting_as(ActorKind::LinkHolder { account_id: account.id });
        audit_log::record(&state, conn, &holder, "password.reset", &Subject::account(account.id)).await?;
        mail::post(&state, conn, &account, None, &Message::PasswordChanged).await?;
        ResetAnswer::Done
    })
}

/// The open link of a token with its active account.
async fn open(state: &AppState, conn: &mut Conn, token: &str) -> AppResult<Option<(OneTimeLink, AccountAccess)>> {
    let link = links::find(conn, &PURPOSES, token).await?.filter(|link| link.is_open(state.clock.now()));
    let Some((link, account_id)) = link.and_then(|link| link.account_id.map(|id| (link, id))) else { return Ok(None) };
    Ok(account::access(conn, account_id).await?.filter(AccountAccess::is_active).map(|account| (link, account)))
}
