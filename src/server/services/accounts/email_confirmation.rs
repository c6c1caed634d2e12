//! Whether an account's address is its owner's.

use super::{
    email_change,
    links::{self, Purpose},
};
use crate::{
    domain::{
        accounts::security::{ConfirmationLink, ConfirmationSent, LinkAnswer},
        fault::RetryAfter,
        webhook::WebhookEvent,
    },
    server::{
        actor::{Actor, ActorKind},
        context::ViewerAccount,
        db::{Conn, transaction},
        error::{AppError, AppResult},
        mails::Message,
        repositories::{
            accounts::{
                account::{self, AccountAccess},
                one_time_links::OneTimeLink,
            },
            admin::administrators,
            search::changes,
        },
        services::{
            admin::audit_log::{self, Subject},
            mail,
            operations::webhooks::events as webhooks,
        },
        state::AppState,
    },
};

const PURPOSES: [Purpose; 2] = [Purpose::ConfirmEmail, Purpose::ChangeEmail];

/// What the page behind a link offers.
pub async fn look(state: &AppState, token: &str) -> AppResult<ConfirmationLink> {
    let mut conn = state.db.read().await?;
    let Some((link, account)) = find(&mut conn, token).await? else { return Ok(ConfirmationLink::Dead) };
    let change = link.purpose == Purpose::ChangeEmail.key();
    Ok(if link.used_at.is_some() && account.email_confirmed_at.is_some() {
        ConfirmationLink::Confirmed
    } else if !link.is_open(state.clock.now()) {
        ConfirmationLink::Dead
    } else if change {
        ConfirmationLink::NewAddress
    } else if account.email_confirmed_at.is_some() {
        ConfirmationLink::Confirmed
    } else {
        ConfirmationLink::Address
    })
}

/// The holder of the link says that the address is theirs.
///
/// # Errors
/// `TooManyRequests` when this network tried too many links.
pub async fn confirm(state: &AppState, actor: &Actor, token: String) -> AppResult<LinkAnswer> {
    actor.counted(|address| state.security.rate_limits.link_followed(address))?;
    // Without a link nothing is to be written: only its holder takes the writer's turn.
    if find(&mut state.db.read().await?, &token).await?.is_none() {
        return Ok(LinkAnswer::Dead);
    }
    let (state, actor) = (state.clone(), actor.clone());
    transaction!(state, |conn| {
        let now = state.clock.now();
        let Some((link, account)) = find(conn, &token).await? else { return Ok(LinkAnswer::Dead) };
        if link.used_at.is_some() && account.email_confirmed_at.is_some() {
            return Ok(LinkAnswer::Done);
        }
        // The account before its links, as all who change both.
        account::lock_access(conn, account.id).await?;
        if !links::use_up(&state, conn, &link, &token).await? {
            return Ok(LinkAnswer::Dead);
        }
        let holder = actor.acting_as(ActorKind::LinkHolder { account_id: account.id });
        if link.purpose == Purpose::ChangeEmail.key() {
            match email_change::complete(&state, conn, &link, &account, &actor).await? {
                LinkAnswer::Done => {}
                refused => return Ok(refused),
            }
        } else {
            account::confirm_email(conn, account.id, now).await?;
            audit_log::record(&state, conn, &holder, "email.confirmed", &Subject::account(account.id)).await?;
        }
        LinkAnswer::Done
    })
}

/// The holder of the link says that the account with their address is not theirs: the account is suspended and its
/// sessions end. For a change of address the link is only used up.
///
/// # Errors
/// `TooManyRequests` when this network tried too many links.
pub async fn disown(state: &AppState, actor: &Actor, token: String) -> AppResult<LinkAnswer> {
    actor.counted(|address| state.security.rate_limits.link_followed(address))?;
    if find(&mut state.db.read().await?, &token).await?.is_none() {
        return Ok(LinkAnswer::Dead);
    }
    let (state, actor) = (state.clone(), actor.clone());
    transaction!(state, |conn| {
        let now = state.clock.now();
        // Always asked for first, so that two transactions never wait for each other.
        let administrators = administrators::lock_active(conn).await?;
        let Some((link, account)) = find(conn, &token).await? else { return Ok(LinkAnswer::Dead) };
        let confirmed = link.purpose == Purpose::ConfirmEmail.key() && account.email_confirmed_at.is_some();
        if confirmed || administrators == [account.id] || !links::use_up(&state, conn, &link, &token).await? {
            return Ok(LinkAnswer::Dead);
        }
        let action = if link.purpose == Purpose::ConfirmEmail.key() {
            account::set_state(conn, account.id, "suspended", now).await?;
            changes::record_account(conn, account.id, now).await?;
            webhooks::tell_of_account(&state, conn, WebhookEvent::Suspended, account.id).await?;
            links::end_all_access(conn, account.id).await?;
            "account.disowned"
        } else {
            "email.change_refused"
        };
        // The holder of the mail is not the account's owner.
        let holder = actor.acting_as(ActorKind::AddressHolder);
        audit_log::record(&state, conn, &holder, action, &Subject::account(account.id)).await?;
        LinkAnswer::Done
    })
}

/// Sends the confirmation link once more.
///
/// # Errors
/// `TooManyRequests` when it was sent often already.
pub async fn send_again(state: &AppState, actor: &Actor) -> AppResult<ConfirmationSent> {
    let (state, account_id) = (state.clone(), actor.signed_in()?.id);
    transaction!(state, |conn| {
        let account = account::access(conn, account_id).await?.ok_or(AppError::NotFound)?;
        if account.email_confirmed_at.is_some() {
            return Ok(ConfirmationSent::NotNeeded);
        }
        if !mail::may_post(&state, conn, account.id, &["email_confirmation"]).await? {
            return Err(AppError::TooManyRequests(RetryAfter(3600)));
        }
        let confirm = links::issue(&state, conn, Purpose::ConfirmEmail, account.id, None).await?;
        mail::post(&state, conn, &account, None, &Message::EmailConfirmation { confirm: &confirm }).await?;
        ConfirmationSent::Sent
    })
}

/// Whether the viewer's address is confirmed.
pub async fn is_confirmed(state: &AppState, viewer: &ViewerAccount) -> AppResult<bool> {
    let account = account::access(&mut state.db.read().await?, viewer.id).await?;
    Ok(account.is_some_and(|account| account.email_confirmed_at.is_some()))
}

/// The link of a token with its active account.
async fn find(conn: &mut Conn, token: &str) -> AppResult<Option<(OneTimeLink, AccountAccess)>> {
    let link = links::find(conn, &PURPOSES, token).await?;
    let Some((link, account_id)) = link.and_then(|link| link.account_id.map(|id| (link, id))) else { return Ok(None) };
    Ok(account::access(conn, account_id).await?.filter(AccountAccess::is_active).map(|account| (link, account)))
}
