//! Sending what webhooks are told: one attempt a piece of work, until it is taken or three days have passed.

use chrono::{NaiveDateTime, SecondsFormat, TimeDelta};
use serde::{Deserialize, Serialize};

use crate::{
    domain::webhook::DeliveryState,
    server::{
        db::{Conn, transaction},
        error::AppResult,
        integrations::webhooks::{OUT_OF_TIME, WebhookMessage, WebhookReply, send, signature::signatures},
        repositories::operations::{
            webhook_deliveries::{self, AttemptOutcome, DeliveryRow},
            webhooks::{self, WebhookRow},
        },
        services::operations::jobs::JobVerdict,
        state::AppState,
    },
};

/// What the work is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeliveryJob {
    /// `webhook_deliveries.id`.
    pub delivery: i64,
}

/// What happened stays visible to administrators for so long.
const KEPT: TimeDelta = TimeDelta::days(30);
/// Rows removed in one transaction: others write meanwhile.
const AT_ONCE: i64 = 1_000;
/// A program that took all the time of an attempt is told nothing else for so long: each of its messages would hold a
/// place that those for other programs need.
const REST: TimeDelta = TimeDelta::minutes(1);
const OVER: JobVerdict = JobVerdict::Done { note: "" };

/// Sends a delivery once, outside any transaction, and notes what came back.
///
/// # Errors
/// When the database cannot be used: the job is tried again.
pub async fn work(state: &AppState, about: &DeliveryJob) -> AppResult<JobVerdict> {
    let mut conn = state.db.read().await?;
    let Some(row) = webhook_deliveries::find(&mut conn, about.delivery).await? else { return Ok(OVER) };
    // A failed one is worked at when an administrator runs its job again.
    if DeliveryState::from_key(&row.state) == Some(DeliveryState::Delivered) {
        return Ok(OVER);
    }
    let Some(webhook) = webhooks::find(&mut conn, row.webhook_id).await? else { return Ok(OVER) };
    let now = state.clock.now();
    let rests = webhook.active
        && now < row.give_up_at
        && webhook_deliveries::another_waits(&mut conn, &row, now - REST, &OUT_OF_TIME).await?;
    drop(conn);
    if rests {
        return rest(state, row.id, now).await;
    }
    let reply = match webhook.active {
        true => send_once(state, &row, &webhook).await?,
        false => WebhookReply::none("the webhook is switched off"),
    };
    conclude(state, &row, &reply, webhook.active).await
}

/// Leaves a delivery for later without an attempt.
async fn rest(state: &AppState, id: i64, now: NaiveDateTime) -> AppResult<JobVerdict> {
    // Not all at the same moment.
    let wait = REST + TimeDelta::seconds(fastrand::i64(0..=10));
    let owned = state.clone();
    transaction!(owned, |conn| {
        webhook_deliveries::postpone(conn, id, now + wait).await?;
    })?;
    Ok(JobVerdict::GoesOnAfter(wait))
}

async fn send_once(state: &AppState, row: &DeliveryRow, webhook: &WebhookRow) -> AppResult<WebhookReply> {
    let secret = state.security.keyring.decrypt_text(&webhook.secret_encrypted)?;
    let body = body(row);
    let timestamp = state.clock.now().and_utc().timestamp();
    let signatures = signatures(&secret, &row.event_id, timestamp, &body)?;
    let message = WebhookMessage { id: row.event_id.clone(), timestamp, signatures, body };
    Ok(send(&webhook.address, &state.config.webhook_allow, &message).await)
}

/// Number, code, event and time: programs that want to know more ask the REST API with rights of their own.
fn body(row: &DeliveryRow) -> String {
    let time = row.happened_at.and_utc().to_rfc3339_opts(SecondsFormat::Secs, true);
    serde_json::json!({ "id": row.person_id, "code": row.code, "event": row.event, "time": time }).to_string()
}

async fn conclude(state: &AppState, row: &DeliveryRow, reply: &WebhookReply, active: bool) -> AppResult<JobVerdict> {
    let (now, attempts) = (state.clock.now(), row.attempts + 1);
    let next = next_attempt(now, attempts, row.give_up_at).filter(|_| active);
    let (outcome, next) = match (reply.is_success(), next) {
        (true, _) => (DeliveryState::Delivered, None),
        (false, Some(next)) => (DeliveryState::Waiting, Some(next)),
        (false, None) => (DeliveryState::Failed, None),
    };
    let (id, status, text) = (row.id, reply.status, reply.text.clone());
    let owned = state.clone();
    transaction!(owned, |conn| {
        let outcome = AttemptOutcome {
            state: outcome.key(),
            attempts,
            next_attempt_at: next,
            last_attempt_at: Some(now),
            last_status: status.map(i64::from),
            last_answer: Some(text.as_str()),
        };
        webhook_deliveries::note(conn, id, &outcome).await?;
    })?;
    let reason = || reply.status.map_or_else(|| reply.text.clone(), |status| format!("HTTP {status}"));
    Ok(match (outcome, next) {
        (DeliveryState::Delivered, _) => OVER,
        (_, Some(next)) => JobVerdict::Again { reason: reason(), wait: Some(next - now), counts: false },
        (_, None) => JobVerdict::Failed { reason: reason() },
    })
}

/// When it is tried again after so many attempts: half a minute later, then twice as long each time up to six hours, and
/// a last time when the three days are over; `None` after that.
fn next_attempt(now: NaiveDateTime, attempts: i64, give_up_at: NaiveDateTime) -> Option<NaiveDateTime> {
    let exponent = u32::try_from(attempts - 1).unwrap_or(0).min(10);
    let seconds = (30 * 2_i64.pow(exponent)).min(6 * 60 * 60);
    // Not all at the same moment, where a program was away.
    let wait = TimeDelta::seconds(seconds + fastrand::i64(-seconds / 10..=seconds / 10));
    (now < give_up_at).then(|| (now + wait).min(give_up_at))
}

/// The job was given up or cancelled, in the transaction that says so.
pub async fn failed(conn: &mut Conn, about: &DeliveryJob, reason: &str) -> AppResult<()> {
    webhook_deliveries::fail(conn, about.delivery, reason).await
}

/// Removes what happened long ago.
pub async fn purge(state: &AppState) -> AppResult<()> {
    let before = state.clock.now() - KEPT;
    loop {
        let owned = state.clone();
        let removed = transaction!(owned, |conn| { webhook_deliveries::delete_before(conn, before, AT_ONCE).await? })?;
        if i64::try_from(removed).is_ok_and(|removed| removed < AT_ONCE) {
            return Ok(());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_tried_for_three_days_and_not_too_often() {
        let begin = chrono::DateTime::UNIX_EPOCH.naive_utc();
        let end = begin + TimeDelta::days(3);
        let (mut now, mut attempts) = (begin, 1);
        while let Some(next) = next_attempt(now, attempts, end) {
            assert!(next > now && next <= end);
            assert!(next - now <= TimeDelta::hours(7), "{}", next - now);
            now = next;
            attempts += 1;
        }
        assert_eq!(now, end, "the last attempt");
        assert!((15..40).contains(&attempts), "{attempts}");
        let first = next_attempt(begin, 1, end).unwrap() - begin;
        assert!((27..=33).contains(&first.num_seconds()), "{first}");
    }
}
