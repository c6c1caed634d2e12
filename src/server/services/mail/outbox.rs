//! Reading the outbox, for operators and administrators.

use super::{MailContent, MailJob};
use crate::{
    domain::{access::Capability, search::cursor::Cursor},
    server::{
        actor::Actor,
        db::{Conn, transaction},
        error::{AppError, AppResult},
        repositories::mail::outbox::{self, MailFilter, StoredMail},
        services::{
            admin::audit_log::{self, Subject},
            operations::jobs::{self, JobKind},
        },
        state::AppState,
    },
};

/// A mail that can be read.
pub struct OpenMail {
    pub row: StoredMail,
    pub recipient: String,
    pub content: MailContent,
}

/// The outcome of sending a mail again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Resent {
    Done,
    /// It waits already.
    Waiting,
    /// It was sent.
    Sent,
    /// Its link does not work any more.
    Expired,
}

/// The newest mails, newest first. The secrets in their links are masked.
pub async fn newest(state: &AppState, actor: &Actor, limit: i64) -> AppResult<Vec<OpenMail>> {
    actor.require(Capability::ManageMails)?;
    let rows = outbox::newest(&mut state.db.read().await?, limit).await?;
    rows.into_iter().map(|row| open(state, row).map(masked)).collect()
}

/// Mails from a cursor on, as the database gives them. The secrets in their links are masked.
///
/// # Errors
/// `Forbidden` without the capability.
pub async fn page(
    state: &AppState,
    actor: &Actor,
    conn: &mut Conn,
    filter: &MailFilter,
    cursor: Option<Cursor>,
    limit: i64,
) -> AppResult<Vec<OpenMail>> {
    actor.require(Capability::ManageMails)?;
    let rows = outbox::page(conn, filter, cursor, limit).await?;
    rows.into_iter().map(|row| open(state, row).map(masked)).collect()
}

/// One mail. The secret in its link is masked, so that reading it opens no account.
///
/// # Errors
/// `NotFound` for an unknown id, `Forbidden` without the capability.
pub async fn read(state: &AppState, actor: &Actor, id: i64) -> AppResult<OpenMail> {
    actor.require(Capability::ManageMails)?;
    let row = outbox::find(&mut state.db.read().await?, id).await?.ok_or(AppError::NotFound)?;
    open(state, row).map(masked)
}

/// Every mail written to an account, oldest first. The secrets in their links are masked: access to the account is not
/// access to the mailbox.
pub async fn of_account(state: &AppState, conn: &mut Conn, account_id: i64) -> AppResult<Vec<OpenMail>> {
    let rows = outbox::of_account(conn, account_id).await?;
    rows.into_iter().map(|row| open(state, row).map(masked)).collect()
}

/// One mail with its link. Reading it leaves an audit line: the link may open an account.
///
/// # Errors
/// `NotFound` for an unknown id.
pub async fn show(state: &AppState, actor: &Actor, id: i64) -> AppResult<OpenMail> {
    actor.require(Capability::ManageMails)?;
    let row = outbox::find(&mut state.db.read().await?, id).await?.ok_or(AppError::NotFound)?;
    let mail = open(state, row)?;
    let mut tx = state.db.begin().await?;
    audit_log::record(state, tx.conn()?, actor, "mail.shown", &Subject::mail(id)).await?;
    tx.commit().await?;
    Ok(mail)
}

/// Lets a mail that failed wait for the runner again.
///
/// # Errors
/// `NotFound` for an unknown id.
pub async fn resend(state: &AppState, actor: &Actor, id: i64) -> AppResult<Resent> {
    actor.require(Capability::ManageMails)?;
    let (state, actor) = (state.clone(), actor.clone());
    transaction!(state, |conn| {
        let mail = outbox::find(conn, id).await?.ok_or(AppError::NotFound)?;
        match mail.state.as_str() {
            "waiting" => return Ok(Resent::Waiting),
            "sent" => return Ok(Resent::Sent),
            _ if has_expired(&state, &mail) => return Ok(Resent::Expired),
            _ => {}
        }
        // Another operator may have been quicker.
        if !wait_again(&state, conn, &actor, &mail).await? {
            return Ok(Resent::Waiting);
        }
        Resent::Done
    })
}

/// Lets every mail that failed and whose link still works wait for the runner again, and says how many those are.
pub async fn resend_failed(state: &AppState, actor: &Actor) -> AppResult<usize> {
    actor.require(Capability::ManageMails)?;
    let (state, actor) = (state.clone(), actor.clone());
    transaction!(state, |conn| {
        let mut failed = outbox::failed(conn).await?;
        failed.retain(|mail| !has_expired(&state, mail));
        let mut again = 0;
        for mail in &failed {
            again += usize::from(wait_again(&state, conn, &actor, mail).await?);
        }
        again
    })
}

fn has_expired(state: &AppState, mail: &StoredMail) -> bool {
    mail.expires_at.is_some_and(|end| end <= state.clock.now())
}

async fn wait_again(state: &AppState, conn: &mut Conn, actor: &Actor, mail: &StoredMail) -> AppResult<bool> {
    if !outbox::wait_again(conn, mail.id).await? {
        return Ok(false);
    }
    jobs::enqueue(state, conn, JobKind::SendMail, mail.account_id, &MailJob { mail: mail.id }).await?;
    audit_log::record(state, conn, actor, "mail.resent", &Subject::mail(mail.id)).await?;
    Ok(true)
}

fn open(state: &AppState, row: StoredMail) -> AppResult<OpenMail> {
    let keyring = &state.security.keyring;
    let recipient = keyring.decrypt_text(&row.recipient_encrypted)?;
    let content = serde_json::from_slice(&keyring.decrypt(&row.content_encrypted)?).map_err(AppError::internal)?;
    Ok(OpenMail { row, recipient, content })
}

fn masked(mut mail: OpenMail) -> OpenMail {
    if let Some(secret) = mail.content.secret.take() {
        for part in [&mut mail.content.text, &mut mail.content.html] {
            *part = part.replace(&secret, "••••");
        }
    }
    mail
}
