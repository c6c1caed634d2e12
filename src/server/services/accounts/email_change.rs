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
        webhook::WebhookEvent,
    },
    server::{
        actor::{Actor, ActorKind},
        db::{Conn, transaction},
        error::{AppError, AppResult},
        mails::Message,
        repositories::{
            accounts::{
                account::{self, AccountAccess},
                one_time_links::{self, OneTimeLink},
                sessions, two_factors,
            },
            admin::administrators,
            search::changes,
        },
        security::tokens::IssuedLink,
        services::{
            admin::audit_log::{self, Subject},
            mail,
            operations::webhooks::events as webhooks,
        },
        state::AppState,
    },
};
use chrono::{NaiveDateTime, TimeDelta};

/// Links that were sent to an address the account does not have any more.
pub const OF_THE_OLD_ADDRESS: [Purpose; 3] = [Purpose::ConfirmEmail, Purpose::ResetPassword, Purpose::ChoosePassword];

/// A second factor set up so shortly before may be that of a thief, who asked for the change; the link that undoes it
/// lives four days. An older one stays: the mailbox alone must not open an account that is protected by two things.
const MAY_BE_A_STRANGERS: TimeDelta = TimeDelta::days(7);

/// Asks for another address; nothing changes before the link sent to it is followed.
///
/// # Errors
/// `TooManyRequests` after many wrong passwords, many addresses, or many mails about it, `Forbidden` when the session
/// ended meanwhile.
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
    let Some(given) = reauthentication::confirm(state, actor, password).await? else {
        return refused("password_for_email", FieldError::PasswordWrong);
    };
    let account_id = actor.signed_in()?.id;
    // The answer tells whether an address has an account: too few are asked about to find out which.
    state.security.rate_limits.email_question(account_id)?;
    let (state, actor) = (state.clone(), actor.clone());
    transaction!(state, |conn| {
        let Some(account) = given.still_counts(conn).await? else {
            return refused("password_for_email", FieldError::PasswordWrong);
        };
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
    webhooks::tell_of_account(state, conn, WebhookEvent::Updated, account.id).await?;
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
/// not work any more, a second factor that was set up shortly before counts no more (it may be that of a thief), every
/// session ends, and no later link of the account works any more. The holder of the link chooses a new password with the
/// link in the answer. Links to earlier addresses stay valid: undoing the second of two changes leaves the first one
/// undoable.
///
/// When another account was registered with the old address meanwhile and confirmed it, the answer is `Taken` and the
/// account is suspended until an operator has looked at it.
///
/// # Errors
/// `TooManyRequests` when this network tried too many links, `Busy` when another account took the old address in this
/// moment.
pub async fn undo(state: &AppState, actor: &Actor, token: String) -> AppResult<Undone> {
    actor.counted(|address| state.security.rate_limits.link_followed(address))?;
    if !can_undo(state, &token).await? {
        return Ok(LinkAnswer::Dead.into());
    }
    let (state, actor) = (state.clone(), actor.clone());
    transaction!(state, |conn| {
        let now = state.clock.now();
        // Always asked for first, so that two transactions never wait for each other.
        let administrators = administrators::lock_active(conn).await?;
        let Some(link) = links::find(conn, &[Purpose::UndoEmailChange], &token).await? else {
            return Ok(LinkAnswer::Dead.into());
        };
        let Some(account_id) = link.account_id else { return Ok(LinkAnswer::Dead.into()) };
        if !links::use_up(&state, conn, &link, &token).await? {
            return Ok(LinkAnswer::Dead.into());
        }
        let account = account::lock_access(conn, account_id).await?.ok_or(AppError::NotFound)?;
        let answer = give_back(&state, conn, &actor, &account, &links::about(&state, &link)?, &administrators).await?;
        account::remove_password(conn, account_id, now).await?;
        links::revoke(conn, account_id, &OF_THE_OLD_ADDRESS).await?;
        links::revoke(conn, account_id, &[Purpose::ChangeEmail, Purpose::OperatorReset, Purpose::PrintedSlip]).await?;
        one_time_links::delete_newer(conn, account_id, Purpose::UndoEmailChange.key(), link.id).await?;
        sessions::delete_of_account(conn, account_id).await?;
        let holder = actor.acting_as(ActorKind::LinkHolder { account_id });
        if remove_factor(conn, account_id, now).await? {
            audit_log::record(&state, conn, &holder, "two_factor.reset", &Subject::account(account_id)).await?;
            if answer == LinkAnswer::Done {
                mail::notify(&state, conn, account_id, &Message::TwoFactorReset).await?;
            }
        }
        let action = match answer {
            // The last administrator stays; without a password and sessions the account cannot be used.
            LinkAnswer::Taken if administrators != [account_id] => {
                suspend(&state, conn, account_id, now).await?;
                "account.suspended"
            }
            LinkAnswer::Taken => "email.change_not_undone",
            _ => "email.change_undone",
        };
        audit_log::record(&state, conn, &holder, action, &Subject::account(account_id)).await?;
        let reset = match answer == LinkAnswer::Done && account.is_active() {
            true => Some(links::issue(&state, conn, Purpose::ResetPassword, account_id, None).await?),
            false => None,
        };
        Undone { answer, reset }
    })
}

/// Removes a second factor that may be a stranger's, one that does not count yet too; whether it counted.
async fn remove_factor(conn: &mut Conn, account_id: i64, now: NaiveDateTime) -> AppResult<bool> {
    let Some(factor) = two_factors::of_account(conn, account_id).await? else { return Ok(false) };
    if factor.confirmed_at.is_some_and(|at| now - at > MAY_BE_A_STRANGERS) {
        return Ok(false);
    }
    two_factors::delete(conn, account_id).await?;
    Ok(factor.confirmed_at.is_some())
}

/// Gives an account its earlier address back, if it has another one by now. An account that was registered with the
/// address meanwhile, and never confirmed it, is disowned: the holder of the link reads the mails to the address.
/// `Taken` when the other account's address is confirmed.
async fn give_back(
    state: &AppState,
    conn: &mut Conn,
    actor: &Actor,
    account: &AccountAccess,
    email: &str,
    administrators: &[i64],
) -> AppResult<LinkAnswer> {
    let (normalised, now) = (normalise_email(email), state.clock.now());
    if normalised == account.email_normalised {
        return Ok(LinkAnswer::Done);
    }
    if let Some(other) = account::find_by_email(conn, &normalised).await? {
        let other = account::lock_access(conn, other.id).await?;
        if let Some(other) = other.filter(|other| other.email_normalised == normalised) {
            if other.email_confirmed_at.is_some() || administrators == [other.id] {
                return Ok(LinkAnswer::Taken);
            }
            suspend(state, conn, other.id, now).await?;
            links::end_all_access(conn, other.id).await?;
            account::free_email(conn, other.id, now).await?;
            let holder = actor.acting_as(ActorKind::AddressHolder);
            audit_log::record(state, conn, &holder, "account.disowned", &Subject::account(other.id)).await?;
        }
    }
    webhooks::tell_of_account(state, conn, WebhookEvent::Updated, account.id).await?;
    match account::set_email(conn, account.id, email, &normalised, now).await {
        // The transaction is lost, the link is not: pressing the button again finds the other account.
        Err(error) if error.is_unique_violation() => Err(AppError::Busy("an address was taken meanwhile".to_owned())),
        changed => changed.map(|()| LinkAnswer::Done),
    }
}

/// Suspends an account, in the caller's transaction, which ends the ways into it.
async fn suspend(state: &AppState, conn: &mut Conn, account_id: i64, now: NaiveDateTime) -> AppResult<()> {
    account::set_state(conn, account_id, "suspended", now).await?;
    changes::record_account(conn, account_id, now).await?;
    webhooks::tell_of_account(state, conn, WebhookEvent::Suspended, account_id).await
}
