//! `/admin/webhooks` and the page of a webhook.

use std::collections::HashMap;

use chrono::NaiveDateTime;

use crate::{
    domain::{
        access::Capability,
        webhook::{DeliveryState, WebhookEvent, parted},
    },
    server::{
        actor::Actor,
        db::Conn,
        error::{AppError, AppResult},
        repositories::{
            accounts::account,
            operations::{
                webhook_deliveries::{self, DeliveryRow},
                webhooks::{self, WebhookRow},
            },
        },
        services::admin::{
            list_page::{ListPage, READ},
            list_query::ListQuery,
        },
        state::AppState,
    },
};

const FIELDS: &[&str] = &["state"];

/// A webhook as administrators see it, without its secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShownWebhook {
    pub id: i64,
    pub address: String,
    pub events: Vec<WebhookEvent>,
    pub active: bool,
    /// UTC.
    pub added_at: NaiveDateTime,
    /// The address of the administrator who added it, unless the account is gone.
    pub added_by: Option<String>,
    /// Deliveries that wait, and those that failed in the last weeks.
    pub waiting: i64,
    pub failed: i64,
}

/// A line of the log of a webhook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeliveryLine {
    pub id: i64,
    pub event_id: String,
    /// Its key; none of [`WebhookEvent`] for a trial.
    pub event: String,
    /// The code of the person it is about.
    pub code: Option<String>,
    pub state: DeliveryState,
    pub attempts: i64,
    /// UTC, as the next three.
    pub happened_at: NaiveDateTime,
    pub next_attempt_at: Option<NaiveDateTime>,
    pub last_attempt_at: Option<NaiveDateTime>,
    /// The status of HTTP and the beginning of the answer.
    pub answer: Option<String>,
}

/// The page of a webhook.
#[derive(Debug, Clone)]
pub struct WebhookPage {
    pub webhook: ShownWebhook,
    pub query: ListQuery,
    pub log: ListPage<DeliveryLine>,
}

/// All webhooks, the oldest first.
///
/// # Errors
/// `Forbidden` without the capability.
pub async fn all(state: &AppState, actor: &Actor) -> AppResult<Vec<ShownWebhook>> {
    actor.require(Capability::ManageWebhooks)?;
    let mut conn = state.db.read().await?;
    let rows = webhooks::all(&mut conn).await?;
    shown(&mut conn, rows).await
}

/// One webhook with its log, for the query of an address.
///
/// # Errors
/// `NotFound` for an unknown id, `Forbidden` without the capability.
pub async fn open(state: &AppState, actor: &Actor, id: i64, address: &str) -> AppResult<WebhookPage> {
    actor.require(Capability::ManageWebhooks)?;
    let mut conn = state.db.read().await?;
    let row = webhooks::find(&mut conn, id).await?.ok_or(AppError::NotFound)?;
    let webhook = shown(&mut conn, vec![row]).await?.pop().ok_or(AppError::NotFound)?;
    let mut query = ListQuery::read(address, FIELDS);
    let wanted = query.choice("state", DeliveryState::from_key);
    let rows = match query.is_sound() {
        true => webhook_deliveries::page(&mut conn, id, wanted, query.cursor, READ).await?,
        false => Vec::new(),
    };
    let log = ListPage::new(rows, query.cursor, |row| row.id).map(line);
    Ok(WebhookPage { webhook, query, log })
}

async fn shown(conn: &mut Conn, rows: Vec<WebhookRow>) -> AppResult<Vec<ShownWebhook>> {
    let waiting: HashMap<i64, i64> =
        webhook_deliveries::count_in(conn, DeliveryState::Waiting).await?.into_iter().collect();
    let failed: HashMap<i64, i64> =
        webhook_deliveries::count_in(conn, DeliveryState::Failed).await?.into_iter().collect();
    let mut all = Vec::new();
    for row in rows {
        let added_by = match row.account_id {
            Some(account_id) => account::email_of(conn, account_id).await?,
            None => None,
        };
        all.push(ShownWebhook {
            id: row.id,
            address: row.address,
            events: parted(&row.events),
            active: row.active,
            added_at: row.created_at,
            added_by,
            waiting: waiting.get(&row.id).copied().unwrap_or_default(),
            failed: failed.get(&row.id).copied().unwrap_or_default(),
        });
    }
    Ok(all)
}

fn line(row: DeliveryRow) -> DeliveryLine {
    let text = row.last_answer.unwrap_or_default();
    let answer = match row.last_status {
        Some(status) => format!("HTTP {status} {text}").trim().to_owned(),
        None => text,
    };
    DeliveryLine {
        id: row.id,
        event_id: row.event_id,
        event: row.event,
        code: row.code,
        state: DeliveryState::from_key(&row.state).unwrap_or(DeliveryState::Failed),
        attempts: row.attempts,
        happened_at: row.happened_at,
        next_attempt_at: row.next_attempt_at,
        last_attempt_at: row.last_attempt_at,
        answer: Some(answer).filter(|answer| !answer.is_empty()),
    }
}
