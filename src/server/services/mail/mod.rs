//! Writing to people: a mail is put into words, encrypted and stored in the caller's transaction, with the job that
//! sends it. Nothing is sent here.

pub mod delivery;
pub mod outbox;

use chrono::TimeDelta;
use serde::{Deserialize, Serialize};

use crate::{
    domain::{accounts::no_address::is_placeholder, lang::Lang, module::Module, unique_code::UniqueCode},
    server::{
        db::Conn,
        error::{AppError, AppResult},
        mails::{Message, write},
        repositories::{
            accounts::account::{self, AccountAccess},
            mail::{outbox as rows, outbox::NewMail},
        },
        security::tokens::new_token,
        services::{
            accounts::links::{self, Purpose},
            operations::jobs::{self, JobKind},
        },
        state::AppState,
    },
};

/// What a mail says, as it is stored (encrypted).
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct MailContent {
    pub subject: String,
    pub text: String,
    pub html: String,
    /// The secret in its link, which lists do not show.
    pub secret: Option<String>,
    /// The address by which mail programs unsubscribe the recipient; none in mails of the service.
    #[serde(default)]
    pub unsubscribe: Option<String>,
}

/// What the job that sends a mail is about.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub struct MailJob {
    pub mail: i64,
}

/// Writes to an account at `address`, its own when there is none. Demo accounts and those without an address get no
/// mails.
pub async fn post(
    state: &AppState,
    conn: &mut Conn,
    account: &AccountAccess,
    address: Option<&str>,
    message: &Message<'_>,
) -> AppResult<()> {
    if account.demo || (address.is_none() && is_placeholder(&account.email)) {
        return Ok(());
    }
    let lang = Lang::from_code(&account.language).unwrap_or_default();
    let address = address.unwrap_or(&account.email);
    let recipient = Recipient { account_id: account.id, address, lang };
    write_to(state, conn, recipient, TimeDelta::zero(), message).await.map(drop)
}

/// An account that mails may be written to.
#[derive(Debug, Clone, Copy)]
pub struct Recipient<'a> {
    pub account_id: i64,
    pub address: &'a str,
    /// The language of the mail.
    pub lang: Lang,
}

/// Stores a mail with the job that sends it after `wait`, and gives the number of the mail.
pub async fn write_to(
    state: &AppState,
    conn: &mut Conn,
    Recipient { account_id, address, lang }: Recipient<'_>,
    wait: TimeDelta,
    message: &Message<'_>,
) -> AppResult<i64> {
    let letter = write(&state.config, &state.settings.latest().operator, lang, message);
    let content = MailContent {
        text: letter.text(),
        html: letter.html(),
        secret: message.link().map(|link| &link.token).or(message.unsubscribe().map(|link| &link.token)).cloned(),
        subject: letter.subject,
        unsubscribe: message.unsubscribe().map(|link| link.address.clone()),
    };
    let content = serde_json::to_vec(&content).map_err(AppError::internal)?;
    let keyring = &state.security.keyring;
    let mail = NewMail {
        account_id: Some(account_id),
        kind: message.kind(),
        language: lang.code(),
        message_id: &new_token()?,
        recipient_encrypted: &keyring.encrypt(address.as_bytes()),
        content_encrypted: &keyring.encrypt(&content),
        state: "waiting",
        created_at: state.clock.now(),
        expires_at: message.link().map(|link| link.expires_at),
    };
    let mail = rows::insert(conn, &mail).await?;
    jobs::enqueue_after(state, conn, wait, JobKind::SendMail, Some(account_id), &MailJob { mail }).await?;
    Ok(mail)
}

/// Whether another mail of these kinds may be requested for an account.
pub async fn may_post(state: &AppState, conn: &mut Conn, account_id: i64, kinds: &[&str]) -> AppResult<bool> {
    let since = state.clock.now() - TimeDelta::hours(1);
    let posted = rows::count_since(conn, account_id, kinds, since).await?;
    Ok(posted < i64::from(state.settings.latest().limits.mails_per_hour))
}

/// Mails the code after a registration, with the link that confirms the address unless it is confirmed.
pub async fn registered(
    state: &AppState,
    conn: &mut Conn,
    account_id: i64,
    code: &UniqueCode,
    module: Module,
) -> AppResult<()> {
    let account = access(conn, account_id).await?;
    let confirm = match account.email_confirmed_at {
        Some(_) => None,
        None => Some(links::issue(state, conn, Purpose::ConfirmEmail, account_id, None).await?),
    };
    let message = Message::Registration { code, module, confirm: confirm.as_ref() };
    post(state, conn, &account, None, &message).await
}

/// Mails that the profile of a module was added.
pub async fn profile_added(
    state: &AppState,
    conn: &mut Conn,
    account_id: i64,
    code: &UniqueCode,
    module: Module,
) -> AppResult<()> {
    notify(state, conn, account_id, &Message::ProfileAdded { code, module }).await
}

/// Mails the owner of a new account how to enter it.
pub async fn account_made(state: &AppState, conn: &mut Conn, account_id: i64) -> AppResult<()> {
    let account = access(conn, account_id).await?;
    let choose = links::issue(state, conn, Purpose::ChoosePassword, account_id, None).await?;
    post(state, conn, &account, None, &Message::Access { choose: &choose }).await
}

/// Mails the owner of an account something that needs no link.
pub async fn notify(state: &AppState, conn: &mut Conn, account_id: i64, message: &Message<'_>) -> AppResult<()> {
    let account = access(conn, account_id).await?;
    post(state, conn, &account, None, message).await
}

async fn access(conn: &mut Conn, account_id: i64) -> AppResult<AccountAccess> {
    account::access(conn, account_id).await?.ok_or(AppError::NotFound)
}
