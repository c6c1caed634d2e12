//! Noting events for webhooks, in the transaction of what happened: of what is rolled back nothing is told.

use chrono::TimeDelta;

use super::delivery::DeliveryJob;
use crate::{
    domain::webhook::{DeliveryState, WebhookEvent, parted},
    server::{
        db::Conn,
        error::AppResult,
        repositories::{
            operations::{
                webhook_deliveries::{self, NewDelivery},
                webhooks,
            },
            profiles::{people, unique_codes},
        },
        security::tokens::new_token,
        services::operations::jobs::{JobKind, enqueue},
        state::AppState,
    },
};

/// For so long a delivery that fails is tried again.
pub const TRIED_FOR: TimeDelta = TimeDelta::days(3);

/// Something that is told: of the person nothing but number and code.
pub struct Told<'a> {
    /// The key of an event.
    pub event: &'a str,
    pub person_id: Option<i64>,
    pub code: Option<&'a str>,
}

/// Tells the webhooks that want to know what happened to a person. Of one that is erased, before the code goes.
pub async fn tell(state: &AppState, conn: &mut Conn, event: WebhookEvent, person_id: i64) -> AppResult<()> {
    let webhooks = interested(conn, event).await?;
    if webhooks.is_empty() {
        return Ok(());
    }
    let code = unique_codes::primary_of_person(conn, person_id).await?;
    let told = Told { event: event.key(), person_id: Some(person_id), code: code.as_deref() };
    write(state, conn, &webhooks, &told).await
}

/// The same where the code is known, and may be another person's by now.
pub async fn tell_with_code(
    state: &AppState,
    conn: &mut Conn,
    event: WebhookEvent,
    person_id: i64,
    code: &str,
) -> AppResult<()> {
    let webhooks = interested(conn, event).await?;
    write(state, conn, &webhooks, &Told { event: event.key(), person_id: Some(person_id), code: Some(code) }).await
}

/// The same of an account, which may have no person.
pub async fn tell_of_account(state: &AppState, conn: &mut Conn, event: WebhookEvent, account_id: i64) -> AppResult<()> {
    match people::id_of_account(conn, account_id).await? {
        Some(person_id) => tell(state, conn, event, person_id).await,
        None => Ok(()),
    }
}

async fn interested(conn: &mut Conn, event: WebhookEvent) -> AppResult<Vec<i64>> {
    let active = webhooks::lock_active(conn).await?;
    Ok(active.into_iter().filter(|(_, events)| parted(events).contains(&event)).map(|(id, _)| id).collect())
}

/// Writes what these webhooks are told, with the work that sends it.
pub(super) async fn write(state: &AppState, conn: &mut Conn, webhooks: &[i64], told: &Told<'_>) -> AppResult<()> {
    if webhooks.is_empty() {
        return Ok(());
    }
    let now = state.clock.now();
    let event_id = format!("evt_{}", new_token()?);
    for webhook_id in webhooks {
        let delivery = NewDelivery {
            webhook_id: *webhook_id,
            event_id: &event_id,
            event: told.event,
            person_id: told.person_id,
            code: told.code,
            happened_at: now,
            state: DeliveryState::Waiting.key(),
            next_attempt_at: Some(now),
            give_up_at: now + TRIED_FOR,
        };
        let delivery = webhook_deliveries::insert(conn, &delivery).await?;
        enqueue(state, conn, JobKind::Webhook, None, &DeliveryJob { delivery }).await?;
    }
    Ok(())
}
