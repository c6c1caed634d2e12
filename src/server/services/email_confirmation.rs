//! Whether an account's address is its owner's.

use crate::{
    domain::account_security::{ConfirmationLink, ConfirmationSent, LinkAnswer},
    server::{
        context::{RequestContext, ViewerAccount},
        db::{Conn, to_completion},
        error::{AppError, AppResult},
        mails::Message,
        repositories::{
            account_state,
            accounts::{self, Access},
            administrators,
            audit::{self, AuditLine},
            one_time_links::Link,
            search, sessions,
        },
        security::client_address::network,
        services::{
            email_change,
            links::{self, Purpose},
            mail,
        },
        state::AppState,
    },
};

const PURPOSES: [Purpose; 2] = [Purpose::ConfirmEmail, Purpose::ChangeEmail];

/// What the page behind a link offers.
///
/// # Errors
/// When the database does not answer.
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
/// When the database does not answer.
pub async fn confirm(state: &AppState, request: &RequestContext, token: String) -> AppResult<LinkAnswer> {
    let (state, origin) = (state.clone(), network(request.client_ip).to_string());
    to_completion(async move {
        let now = state.clock.now();
        let mut tx = state.db.begin().await?;
        let conn = tx.conn()?;
        let Some((link, account)) = find(conn, &token).await? else { return Ok(LinkAnswer::Dead) };
        if link.used_at.is_some() && account.email_confirmed_at.is_some() {
            return Ok(LinkAnswer::Done);
        }
        if !links::use_up(&state, conn, &link, &token).await? {
            return Ok(LinkAnswer::Dead);
        }
        if link.purpose == Purpose::ChangeEmail.key() {
            let answer = email_change::complete(&state, conn, &link, &account, &origin).await?;
            if answer == LinkAnswer::Done {
                tx.commit().await?;
            }
            return Ok(answer);
        }
        accounts::confirm_email(conn, account.id, now).await?;
        let subject = format!("account:{}", account.id);
        audit::add(conn, &AuditLine::by_owner(now, account.id, "email.confirmed", &subject, &origin)).await?;
        tx.commit().await?;
        Ok(LinkAnswer::Done)
    })
    .await
}

/// The holder of the link says that somebody else registered their address: the account is suspended and its
/// sessions end. For a change of address the link is only used up: the account is not theirs.
///
/// # Errors
/// When the database does not answer.
pub async fn disown(state: &AppState, request: &RequestContext, token: String) -> AppResult<LinkAnswer> {
    let (state, origin) = (state.clone(), network(request.client_ip).to_string());
    to_completion(async move {
        let now = state.clock.now();
        let mut tx = state.db.begin().await?;
        let conn = tx.conn()?;
        // Always asked for first, so that two transactions never wait for each other.
        let administrators = administrators::lock_active(conn).await?;
        let Some((link, account)) = find(conn, &token).await? else { return Ok(LinkAnswer::Dead) };
        let confirmed = link.purpose == Purpose::ConfirmEmail.key() && account.email_confirmed_at.is_some();
        if confirmed || administrators == [account.id] || !links::use_up(&state, conn, &link, &token).await? {
            return Ok(LinkAnswer::Dead);
        }
        let subject = format!("account:{}", account.id);
        let action = if link.purpose == Purpose::ConfirmEmail.key() {
            account_state::set(conn, account.id, "suspended", now).await?;
            search::index_account(conn, account.id).await?;
            sessions::delete_of_account(conn, account.id).await?;
            "account.disowned"
        } else {
            "email.change_refused"
        };
        // Whoever holds the mail is not the account's owner.
        let line = AuditLine {
            actor_account_id: None,
            actor: "holder of the address",
            ..AuditLine::by_owner(now, account.id, action, &subject, &origin)
        };
        audit::add(conn, &line).await?;
        tx.commit().await?;
        Ok(LinkAnswer::Done)
    })
    .await
}

/// Sends the confirmation link once more.
///
/// # Errors
/// When the database does not answer.
pub async fn send_again(state: &AppState, viewer: &ViewerAccount) -> AppResult<ConfirmationSent> {
    let (state, account_id) = (state.clone(), viewer.id);
    to_completion(async move {
        let mut tx = state.db.begin().await?;
        let conn = tx.conn()?;
        let account = accounts::access(conn, account_id).await?.ok_or(AppError::NotFound)?;
        if account.email_confirmed_at.is_some() {
            return Ok(ConfirmationSent::NotNeeded);
        }
        if !mail::may_post(&state, conn, account.id, &["email_confirmation"]).await? {
            return Ok(ConfirmationSent::TooFast);
        }
        let confirm = links::issue(&state, conn, Purpose::ConfirmEmail, account.id, None).await?;
        mail::post(&state, conn, &account, None, &Message::EmailConfirmation { confirm: &confirm }).await?;
        tx.commit().await?;
        Ok(ConfirmationSent::Sent)
    })
    .await
}

/// Whether the viewer's address is confirmed.
///
/// # Errors
/// When the database does not answer.
pub async fn is_confirmed(state: &AppState, viewer: &ViewerAccount) -> AppResult<bool> {
    let account = accounts::access(&mut state.db.read().await?, viewer.id).await?;
    Ok(account.is_some_and(|account| account.email_confirmed_at.is_some()))
}

/// The link of a token with its active account.
async fn find(conn: &mut Conn, token: &str) -> AppResult<Option<(Link, Access)>> {
    let link = links::find(conn, &PURPOSES, token).await?;
    let Some((link, account_id)) = link.and_then(|link| link.account_id.map(|id| (link, id))) else { return Ok(None) };
    Ok(accounts::access(conn, account_id).await?.filter(Access::is_active).map(|account| (link, account)))
}
