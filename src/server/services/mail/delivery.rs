//! Handing mails to the provider.
//!
//! A mail is sent at least once. It is sent twice only when the provider took it and that is not stored: the process
//! dies between its answer and our commit, or the answer is lost on its way. Both mails then carry the same message id.

use chrono::NaiveDateTime;

use super::{MailContent, MailJob};
use crate::{
    domain::registration::deliverable_email,
    server::{
        db::Conn,
        error::{AppError, AppResult},
        integrations::sendgrid::{Outgoing, SendGrid, SendGridAnswer},
        repositories::mail::outbox,
        services::operations::jobs::JobVerdict,
        state::AppState,
    },
};

const SENT: &str = "sent";
const EXPIRED: &str = "expired";
const GONE: &str = "gone";

/// Sends a mail that waits and whose link still works. On an error nothing was sent.
pub async fn deliver(state: &AppState, sendgrid: &SendGrid, MailJob { mail }: MailJob) -> AppResult<JobVerdict> {
    let found = outbox::find(&mut state.db.read().await?, mail).await?;
    let Some(mail) = found.filter(|mail| mail.state == "waiting") else { return Ok(JobVerdict::Done { note: GONE }) };
    let now = state.clock.now();
    if mail.expires_at.is_some_and(|end| end <= now) {
        return Ok(JobVerdict::Done { note: EXPIRED });
    }
    let keyring = &state.security.keyring;
    let recipient = deliverable_email(&keyring.decrypt_text(&mail.recipient_encrypted)?);
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
        JobVerdict::Done { .. } | JobVerdict::GoesOn => Ok(()),
        JobVerdict::Again { reason, .. } => outbox::set_state(conn, mail, "waiting", Some(reason)).await,
        JobVerdict::Failed { reason } => outbox::set_state(conn, mail, "failed", Some(reason)).await,
    }
}
