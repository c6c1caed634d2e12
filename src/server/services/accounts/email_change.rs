//! Another address for an account: asked for with the password, effective when the link sent to the new address is
//! followed, reported to the old address, which can undo it.

use super::{
    links::{self, Purpose},
    reauthentication,
};
use crate::{
    domain::{
        accounts::security::{EmailChangeAnswer, LinkAnswer},
        fault::RetryAfter,
        field_error::{FieldError, FieldErrors},
        registration::{check_email, normalise_email},
    },
    server::{
        actor::{Actor, ActorKind},
        db::{Conn, transaction},
        error::{AppError, AppResult},
        mails::Message,
        repositories::accounts::{
            account::{self, AccountAccess},
            one_time_links::{self, OneTimeLink},
            sessions,
        },
        security::tokens::IssuedLink,
        services::{
            admin::audit_log::{self, Subject},
            mail,
        },
        state::AppState,
    },
};

/// Links that were sent to an address the account does not have any more.
const OF_THE_OLD_ADDRESS: [Purpose; 3] = [Purpose::ConfirmEmail, Purpose::ResetPassword, Purpose::ChoosePassword];

/// Asks for another address; nothing changes before the link sent to it is followed.
///
/// # Errors
/// `TooManyRequests` after many wrong passwords, many addresses, or many mails about it.
pub async fn ask(state: &AppState, actor: &Actor, email: &str, password: String) -> AppResult<EmailChangeAnswer> {
    let refused = |field: &str, error| {
        let mut errors = FieldErrors::default();
        errors.add(field, error);
        Ok(EmailChangeAnswer::Refused(errors))
    };
    let email = match check_email(email) {
        Ok(email) => email,
        Err(error) => return refused("email", error),
    };
    if !reauthentication::confirm(state, actor, password).await? {
        return refused("password_for_email", FieldError::PasswordWrong);
    }
    let account_id = actor.signed_in()?.id;
    // The answer tells whether an address has an account: too few are asked about to find out which.
    state.security.rate_limits.email_question(account_id)?;
    let (state, actor) = (state.clone(), actor.clone());
    transaction!(state, |conn| {
        let account = account::access(conn, account_id).await?.ok_or(AppError::NotFound)?;
        let normalised = normalise_email(&email);
        if normalised == account.email_normalised {
            return refused("email", FieldError::EmailUnchanged);
        }
        if account::find_by_email(conn, &normalised).await?.is_some() {
            return refused("email", FieldError::EmailTaken);
        }
        if !mail::may_post(&state, conn, account.id, &["email_change"]).await? {
            return Err(AppError::TooManyRequests(RetryAfter(3600)));
        }
        // The newest request counts.
        links::revoke(conn, account.id, &[Purpose::ChangeEmail]).await?;
        let confirm = links::issue(&state, conn, Purpose::ChangeEmail, account.id, Some(&email)).await?;
        let undo = links::issue(&state, conn, Purpose::UndoEmailChange, account.id, Some(&account.email)).await?;
        mail::post(&state, conn, &account, Some(&email), &Message::EmailChange { confirm: &confirm }).await?;
        mail::post(&state, conn, &account, None, &Message::EmailChangeNotice { undo: &undo }).await?;
        audit_log::record(&state, conn, &actor, "email.change_asked", &Subject::account(account.id)).await?;
        EmailChangeAnswer::Asked
    })
}

/// The new address takes effect, in the transaction that used its link up. From now on the old one has the whole
/// time to undo it.
pub async fn complete(
    state: &AppState,
    conn: &mut Conn,
    link: &OneTimeLink,
    account: &AccountAccess,
    actor: &Actor,
) -> AppResult<LinkAnswer> {
    let (email, now) = (links::about(state, link)?, state.clock.now());
    match account::set_email(conn, account.id, &email, &normalise_email(&email), now).await {
        Err(error) if error.is_unique_violation() => return Ok(LinkAnswer::Taken),
        changed => changed?,
    }
    links::revoke(conn, account.id, &OF_THE_OLD_ADDRESS).await?;
    end_other_sessions(conn, account.id, actor).await?;
    let (undo, until) = (Purpose::UndoEmailChange, now + Purpose::UndoEmailChange.lifetime());
    one_time_links::prolong(conn, account.id, undo.key(), now, until).await?;
    let holder = actor.acting_as(ActorKind::LinkHolder { account_id: account.id });
    audit_log::record(state, conn, &holder, "email.changed", &Subject::account(account.id)).await?;
    Ok(LinkAnswer::Done)
}

/// Ends the sessions of an account but the one of the browser in which the link was followed, if it has one.
async fn end_other_sessions(conn: &mut Conn, account_id: i64, actor: &Actor) -> AppResult<()> {
    match actor.account().filter(|account| account.id == account_id) {
        Some(account) => sessions::delete_others(conn, account_id, account.session_id).await,
        None => sessions::delete_of_account(conn, account_id).await,
    }
}

/// Whether the old address can still undo a change.
pub async fn can_undo(state: &AppState, token: &str) -> AppResult<bool> {
    let link = links::find(&mut state.db.read().await?, &[Purpose::UndoEmailChange], token).await?;
    Ok(link.is_some_and(|link| link.is_open(state.clock.now())))
}

/// How undoing ended.
pub struct Undone {
    pub answer: LinkAnswer,
    /// What leads to a new password, for an account that may be used.
    pub reset: Option<IssuedLink>,
}

impl From<LinkAnswer> for Undone {
    fn from(answer: LinkAnswer) -> Self {
        Self { answer, reset: None }
    }
}

/// The old address stays, or becomes the account's again; the password, which was needed to ask for the change, does
/// not work any more, every session ends, and no later link of the account works any more. The holder of the link
/// chooses a new password with the link in the answer. Links to earlier addresses stay valid: undoing the second of two
/// changes leaves the first one undoable.
///
/// # Errors
/// `TooManyRequests` when this network tried too many links.
pub async fn undo(state: &AppState, actor: &Actor, token: String) -> AppResult<Undone> {
    actor.counted(|address| state.security.rate_limits.link_followed(address))?;
    if !can_undo(state, &token).await? {
        return Ok(LinkAnswer::Dead.into());
    }
    let (state, actor) = (state.clone(), actor.clone());
    transaction!(state, |conn| {
        let now = state.clock.now();
        let Some(link) = links::find(conn, &[Purpose::UndoEmailChange], &token).await? else {
            return Ok(LinkAnswer::Dead.into());
        };
        let Some(account_id) = link.account_id else { return Ok(LinkAnswer::Dead.into()) };
        if !links::use_up(&state, conn, &link, &token).await? {
            return Ok(LinkAnswer::Dead.into());
        }
        let account = account::access(conn, account_id).await?.ok_or(AppError::NotFound)?;
        let email = links::about(&state, &link)?;
        let normalised = normalise_email(&email);
        if normalised != account.email_normalised {
            match account::set_email(conn, account_id, &email, &normalised, now).await {
                Err(error) if error.is_unique_violation() => return Ok(LinkAnswer::Taken.into()),
                changed => changed?,
            }
        }
        account::remove_password(conn, account_id, now).await?;
        links::revoke(conn, account_id, &OF_THE_OLD_ADDRESS).await?;
        links::revoke(conn, account_id, &[Purpose::ChangeEmail, Purpose::OperatorReset]).await?;
        one_time_links::delete_newer(conn, account_id, Purpose::UndoEmailChange.key(), link.id).await?;
        sessions::delete_of_account(conn, account_id).await?;
        let holder = actor.acting_as(ActorKind::LinkHolder { account_id });
        audit_log::record(&state, conn, &holder, "email.change_undone", &Subject::account(account_id)).await?;
        let reset = match account.is_active() {
            true => Some(links::issue(&state, conn, Purpose::ResetPassword, account_id, None).await?),
            false => None,
        };
        Undone { answer: LinkAnswer::Done, reset }
    })
}
