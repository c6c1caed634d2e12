//! Handing mails to the provider.
//!
//! A mail is sent at least once. It is sent twice only when the provider took it and that is not stored: the process
//! dies between its answer and our commit, or the answer is lost on its way. Both mails then carry the same message id.

use chrono::{NaiveDateTime, TimeDelta};

use super::{MailContent, MailJob};
use crate::{
    domain::{announcement::AnnouncementKind, group_action::GroupActionState, registration::deliverable_email},
    server::{
        db::{Conn, transaction},
        error::{AppError, AppResult},
        integrations::sendgrid::{Outgoing, SendGrid, SendGridAnswer},
        repositories::{
            accounts::account,
            admin::announcement_recipients,
            mail::outbox::{self, StoredMail},
        },
        services::operations::jobs::JobVerdict,
        state::AppState,
    },
};

const SENT: &str = "sent";
const EXPIRED: &str = "expired";
const GONE: &str = "gone";
const WITHDRAWN: &str = "withdrawn";

/// What is announced is old after this time: a mail that waited longer, for a key or a provider, is not sent.
pub const ANNOUNCED_WITHIN: TimeDelta = TimeDelta::days(3);

/// Sends a mail that waits and whose link still works. On an error nothing was sent.
pub async fn deliver(state: &AppState, sendgrid: &SendGrid, MailJob { mail }: MailJob) -> AppResult<JobVerdict> {
    let found = outbox::find(&mut state.db.read().await?, mail).await?;
    let Some(mail) = found.filter(|mail| mail.state == "waiting") else { return Ok(JobVerdict::Done { note: GONE }) };
    let now = state.clock.now();
    if mail.expires_at.is_some_and(|end| end <= now) {
        return Ok(JobVerdict::Done { note: EXPIRED });
    }
    let keyring = &state.security.keyring;
    let address = keyring.decrypt_text(&mail.recipient_encrypted)?;
    if let Some(kind) = AnnouncementKind::from_key(&mail.kind) {
        let wanted = is_still_wanted(&mut state.db.read().await?, &mail, kind, &address, now).await?;
        if !wanted || !has_turn(state, mail.id, kind).await? {
            return Ok(JobVerdict::Done { note: WITHDRAWN });
        }
    }
    let recipient = deliverable_email(&address);
    let content: MailContent =
        serde_json::from_slice(&keyring.decrypt(&mail.content_encrypted)?).map_err(AppError::internal)?;
    let outgoing = Outgoing {
        message_id: &mail.message_id,
        kind: &mail.kind,
        to: &recipient,
        subject: &content.subject,
        text: &content.text,
        html: &content.html,
        unsubscribe: content.unsubscribe.as_deref(),
    };
    Ok(match sendgrid.send(outgoing, now).await {
        SendGridAnswer::Sent => JobVerdict::Done { note: SENT },
        SendGridAnswer::Busy { wait, reason } => JobVerdict::Again { reason, wait, counts: false },
        SendGridAnswer::TryLater { reason } => JobVerdict::again(reason),
        SendGridAnswer::Refused { reason } => JobVerdict::Failed { reason },
    })
}

/// Whether a mail of an announcement is still to be sent: it may have been stopped, or its recipient suspended,
/// unsubscribed or reached at another address, since the mail was written.
async fn is_still_wanted(
    conn: &mut Conn,
    mail: &StoredMail,
    kind: AnnouncementKind,
    address: &str,
    now: NaiveDateTime,
) -> AppResult<bool> {
    if mail.created_at + ANNOUNCED_WITHIN < now {
        return Ok(false);
    }
    let Some(account_id) = mail.account_id else { return Ok(false) };
    let Some(state) = announcement_recipients::state_of_mail(conn, mail.id).await? else { return Ok(false) };
    let stopped = [GroupActionState::Cancelled, GroupActionState::Stopped];
    if stopped.iter().any(|stopped| stopped.key() == state) {
        return Ok(false);
    }
    let Some(account) = account::find(conn, account_id).await? else { return Ok(false) };
    let confirmed = !kind.can_be_unsubscribed() || account.email_confirmed_at.is_some();
    let reached = account.state == "active" && account.email == address && confirmed;
    let wanted =
        !kind.can_be_unsubscribed() || account::news(conn, account_id).await?.is_some_and(|(wanted, _)| wanted);
    Ok(reached && wanted)
}

/// Whether this is the mail of its kind that its person gets today. It may have been written on an earlier day: then it
/// takes the turn of this one, unless another announcement did.
async fn has_turn(state: &AppState, mail: i64, kind: AnnouncementKind) -> AppResult<bool> {
    let today = state.clock.today();
    let mut conn = state.db.read().await?;
    let Some((id, person)) = announcement_recipients::of_mail(&mut conn, mail).await? else { return Ok(false) };
    let turn = announcement_recipients::turn_of(&mut conn, person, kind.key(), today).await?;
    drop(conn);
    match turn {
        Some(turn) => Ok(turn == id),
        None => {
            let state = state.clone();
            transaction!(state, |conn| {
                announcement_recipients::take_day(conn, id, person, kind.key(), today).await?
            })
        }
    }
}

/// Stores the outcome of a mail, in the transaction that ends its job.
pub async fn record(
    conn: &mut Conn,
    MailJob { mail }: MailJob,
    verdict: &JobVerdict,
    now: NaiveDateTime,
) -> AppResult<()> {
    match verdict {
        JobVerdict::Done { note: SENT } => outbox::sent(conn, mail, now).await,
        JobVerdict::Done { note: EXPIRED } => outbox::set_state(conn, mail, "expired", None).await,
        JobVerdict::Done { note: WITHDRAWN } => {
            announcement_recipients::free_day(conn, mail).await?;
            outbox::set_state(conn, mail, "withdrawn", None).await
        }
        JobVerdict::Done { .. } | JobVerdict::GoesOn | JobVerdict::GoesOnAfter(_) => Ok(()),
        JobVerdict::Again { reason, .. } => outbox::set_state(conn, mail, "waiting", Some(reason)).await,
        JobVerdict::Failed { reason } => outbox::set_state(conn, mail, "failed", Some(reason)).await,
    }
}
