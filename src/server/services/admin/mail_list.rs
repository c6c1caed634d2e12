//! `/admin/mails` and the page of a mail.

use std::collections::HashMap;

use chrono::NaiveDateTime;

use super::{
    error_text::without_private_values,
    list_page::{ListPage, READ},
    list_query::ListQuery,
};
use crate::{
    domain::{access::Capability, admin::MailState},
    server::{
        actor::Actor,
        error::AppResult,
        mails::KINDS,
        repositories::{admin::listed_people::codes_of_accounts, mail::outbox::MailFilter},
        services::mail::outbox::{self, OpenMail},
        state::AppState,
    },
};

const FIELDS: &[&str] = &["state", "kind", "code", "from", "to"];

/// A line of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MailLine {
    pub id: i64,
    /// The stored key of its kind.
    pub kind: String,
    pub state: MailState,
    pub recipient: String,
    pub subject: String,
    /// Why it was not sent, in English.
    pub error: Option<String>,
    /// UTC.
    pub created_at: NaiveDateTime,
    pub sent_at: Option<NaiveDateTime>,
    /// The code of the person it was written to.
    pub code: Option<String>,
    /// Whether it can be sent again.
    pub resendable: bool,
}

/// A page of the list.
#[derive(Debug, Clone)]
pub struct MailList {
    pub query: ListQuery,
    pub page: ListPage<MailLine>,
}

/// A mail as it is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadMail {
    pub line: MailLine,
    pub language: String,
    pub text: String,
    /// When its link stops working. UTC.
    pub expires_at: Option<NaiveDateTime>,
}

/// The list for the query of an address.
///
/// # Errors
/// `Forbidden` without the capability.
pub async fn load(state: &AppState, actor: &Actor, address: &str) -> AppResult<MailList> {
    actor.require(Capability::ManageMails)?;
    let mut conn = state.db.read().await?;
    let mut query = ListQuery::read(address, FIELDS);
    let kind = query.choice("kind", |kind| KINDS.contains(&kind).then(|| kind.to_owned()));
    let wanted = query.choice("state", MailState::from_key);
    let owner = query.owner(&mut conn, false).await?;
    let (from, until) = query.period();
    let mails = if query.is_sound() {
        let account_id = owner.and_then(|owner| owner.ids).map(|ids| ids.account);
        let filter = MailFilter { kind, state: wanted.map(|state| state.key().to_owned()), account_id, from, until };
        outbox::page(state, actor, &mut conn, &filter, query.cursor, READ).await?
    } else {
        Vec::new()
    };
    let accounts: Vec<i64> = mails.iter().filter_map(|mail| mail.row.account_id).collect();
    let codes: HashMap<i64, String> = codes_of_accounts(&mut conn, &accounts).await?.into_iter().collect();
    let page = ListPage::new(mails, query.cursor, |mail| mail.row.id);
    let now = state.clock.now();
    let page = page.map(|mail| {
        let code = mail.row.account_id.and_then(|id| codes.get(&id).cloned());
        line(&mail, code, now)
    });
    Ok(MailList { query, page })
}

/// One mail.
///
/// # Errors
/// `NotFound` for an unknown id, `Forbidden` without the capability.
pub async fn open(state: &AppState, actor: &Actor, id: i64) -> AppResult<ReadMail> {
    let mail = outbox::read(state, actor, id).await?;
    let code = match mail.row.account_id {
        Some(account) => codes_of_accounts(&mut state.db.read().await?, &[account]).await?.pop(),
        None => None,
    };
    let line = line(&mail, code.map(|(_, code)| code), state.clock.now());
    Ok(ReadMail { line, language: mail.row.language, text: mail.content.text, expires_at: mail.row.expires_at })
}

fn line(mail: &OpenMail, code: Option<String>, now: NaiveDateTime) -> MailLine {
    let row = &mail.row;
    let state = MailState::from_key(&row.state).unwrap_or(MailState::Failed);
    let over = matches!(state, MailState::Failed | MailState::Expired);
    MailLine {
        id: row.id,
        kind: row.kind.clone(),
        state,
        recipient: mail.recipient.clone(),
        subject: mail.content.subject.clone(),
        error: row.last_error.as_deref().map(without_private_values),
        created_at: row.created_at,
        sent_at: row.sent_at,
        code,
        resendable: over && row.expires_at.is_none_or(|end| end > now),
    }
}
