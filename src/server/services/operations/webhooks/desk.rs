//! What administrators do with webhooks. Each action leaves one audit line; whatever shows a secret needs a password that
//! was given a short time ago.

use super::{
    delivery::DeliveryJob,
    events::{self, TRIED_FOR, Told},
};
use crate::{
    domain::{
        access::Capability,
        webhook::{MOST_WEBHOOKS, TRIAL, WebhookAnswer, WebhookEvent, WebhookProblem, joined},
    },
    server::{
        actor::Actor,
        db::transaction,
        error::{AppError, AppResult},
        integrations::webhooks::{destination, signature::new_secret},
        repositories::{
            admin::administrators,
            operations::{
                webhook_deliveries,
                webhooks::{self, NewWebhook},
            },
        },
        services::{
            accounts::reauthentication,
            admin::audit_log::{self, Subject},
            operations::jobs::{JobKind, enqueue},
        },
        state::AppState,
    },
};

/// A webhook that was added, with its secret, which is shown this once.
pub struct AddedWebhook {
    pub id: i64,
    pub secret: String,
}

/// Adds a webhook that is told of these events.
///
/// # Errors
/// `Forbidden` without the capability, `ReauthenticationRequired` when the password was given some time ago.
pub async fn add(
    state: &AppState,
    actor: &Actor,
    typed: &str,
    events: &[WebhookEvent],
) -> AppResult<Result<AddedWebhook, WebhookProblem>> {
    actor.require(Capability::ManageWebhooks)?;
    reauthentication::require_fresh(state, actor).await?;
    let address = match destination::read(typed.trim(), &state.config.webhook_allow) {
        Ok(url) => url.to_string(),
        Err(problem) => return Ok(Err(problem)),
    };
    if events.is_empty() {
        return Ok(Err(WebhookProblem::NoEvent));
    }
    let (state, actor, events, secret) = (state.clone(), actor.clone(), joined(events), new_secret()?);
    let account_id = actor.signed_in()?.id;
    transaction!(state, |conn| {
        // One at a time: what is counted stays so.
        administrators::lock_active(conn).await?;
        if webhooks::count(conn).await? >= MOST_WEBHOOKS {
            return Ok(Err(WebhookProblem::TooMany));
        }
        let webhook = NewWebhook {
            account_id: Some(account_id),
            address: &address,
            events: &events,
            secret_encrypted: &state.security.keyring.encrypt(secret.as_bytes()),
            active: true,
            created_at: state.clock.now(),
        };
        let id = webhooks::insert(conn, &webhook).await?;
        audit_log::record(&state, conn, &actor, "webhook.added", &Subject::webhook(id)).await?;
        Ok(AddedWebhook { id, secret })
    })
}

/// Puts another secret in the place of the one a webhook had, and gives it: it is shown this once.
///
/// # Errors
/// `NotFound` for an unknown id, `Forbidden` without the capability, `ReauthenticationRequired` when the password was
/// given some time ago.
pub async fn rotate(state: &AppState, actor: &Actor, id: i64) -> AppResult<String> {
    actor.require(Capability::ManageWebhooks)?;
    reauthentication::require_fresh(state, actor).await?;
    let (state, actor, secret) = (state.clone(), actor.clone(), new_secret()?);
    transaction!(state, |conn| {
        let encrypted = state.security.keyring.encrypt(secret.as_bytes());
        if !webhooks::set_secret(conn, id, &encrypted).await? {
            return Err(AppError::NotFound);
        }
        audit_log::record(&state, conn, &actor, "webhook.secret_replaced", &Subject::webhook(id)).await?;
        secret
    })
}

/// Switches a webhook on or off. One that is off is told nothing, also of what waits.
///
/// # Errors
/// `NotFound` for an unknown id, `Forbidden` without the capability.
pub async fn switch(state: &AppState, actor: &Actor, id: i64, on: bool) -> AppResult<WebhookAnswer> {
    actor.require(Capability::ManageWebhooks)?;
    let (state, actor) = (state.clone(), actor.clone());
    transaction!(state, |conn| {
        if webhooks::find(conn, id).await?.is_none() {
            return Err(AppError::NotFound);
        }
        if !webhooks::set_active(conn, id, on).await? {
            return Ok(WebhookAnswer::Unchanged);
        }
        let (action, answer) = match on {
            true => ("webhook.switched_on", WebhookAnswer::SwitchedOn),
            false => ("webhook.switched_off", WebhookAnswer::SwitchedOff),
        };
        audit_log::record(&state, conn, &actor, action, &Subject::webhook(id)).await?;
        answer
    })
}

/// Deletes a webhook with its log.
///
/// # Errors
/// `NotFound` for an unknown id, `Forbidden` without the capability.
pub async fn delete(state: &AppState, actor: &Actor, id: i64) -> AppResult<()> {
    actor.require(Capability::ManageWebhooks)?;
    let (state, actor) = (state.clone(), actor.clone());
    transaction!(state, |conn| {
        if !webhooks::delete(conn, id).await? {
            return Err(AppError::NotFound);
        }
        audit_log::record(&state, conn, &actor, "webhook.deleted", &Subject::webhook(id)).await?;
    })
}

/// Sends a webhook an event about no person.
///
/// # Errors
/// `NotFound` for an unknown id, `Forbidden` without the capability.
pub async fn try_out(state: &AppState, actor: &Actor, id: i64) -> AppResult<WebhookAnswer> {
    actor.require(Capability::ManageWebhooks)?;
    let (state, actor) = (state.clone(), actor.clone());
    transaction!(state, |conn| {
        if !webhooks::find(conn, id).await?.ok_or(AppError::NotFound)?.active {
            return Ok(WebhookAnswer::Off);
        }
        events::write(&state, conn, &[id], &Told { event: TRIAL, person_id: None, code: None }).await?;
        audit_log::record(&state, conn, &actor, "webhook.tested", &Subject::webhook(id)).await?;
        WebhookAnswer::Tested
    })
}

/// Sends a delivery that is over once more, and gives its webhook.
///
/// # Errors
/// `NotFound` for an unknown id, `Forbidden` without the capability.
pub async fn resend(state: &AppState, actor: &Actor, delivery: i64) -> AppResult<(i64, WebhookAnswer)> {
    actor.require(Capability::ManageWebhooks)?;
    let (state, actor) = (state.clone(), actor.clone());
    transaction!(state, |conn| {
        let row = webhook_deliveries::lock(conn, delivery).await?.ok_or(AppError::NotFound)?;
        let id = row.webhook_id;
        if !webhooks::find(conn, id).await?.ok_or(AppError::NotFound)?.active {
            return Ok((id, WebhookAnswer::Off));
        }
        let now = state.clock.now();
        if !webhook_deliveries::wait_again(conn, delivery, now, now + TRIED_FOR).await? {
            return Ok((id, WebhookAnswer::Unchanged));
        }
        enqueue(&state, conn, JobKind::Webhook, None, &DeliveryJob { delivery }).await?;
        audit_log::record(&state, conn, &actor, "webhook.resent", &Subject::webhook(id)).await?;
        (id, WebhookAnswer::Resent)
    })
}
