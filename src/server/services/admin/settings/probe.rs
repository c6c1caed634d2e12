//! Trying a provider out with the key in force.

use super::current::reload;
use crate::{
    domain::{
        access::Capability,
        field_error::FieldError,
        lang::Lang,
        registration::{check_email, deliverable_email},
        settings::Provider,
    },
    server::{
        actor::Actor,
        error::AppResult,
        integrations::sendgrid::{Outgoing, SendGrid, SendGridAnswer},
        mails::{Message, write},
        security::tokens::new_token,
        services::accounts::reauthentication,
        state::AppState,
    },
};

/// A film that TMDb has known for long.
const KNOWN_FILM: &str = "Casablanca";

/// What a provider answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ProbeAnswer {
    /// As it should.
    Works,
    /// It has no key.
    NotConfigured,
    /// The address that the test mail was to go to is none.
    BadAddress(FieldError),
    /// It refused or did not answer: why, in English, without the key.
    Failed { reason: String },
}

/// Asks a provider something harmless. SendGrid gets a mail to `recipient`, the others nothing of anybody.
///
/// # Errors
/// `Forbidden` without the capability, `ReauthenticationRequired` when the password was given some time ago.
pub async fn probe(
    state: &AppState,
    actor: &Actor,
    lang: Lang,
    provider: Provider,
    recipient: &str,
) -> AppResult<ProbeAnswer> {
    actor.require(Capability::ManageSettings)?;
    reauthentication::require_fresh(state, actor).await?;
    reload(state).await?;
    let settings = state.settings.latest();
    Ok(match provider {
        Provider::SendGrid => match &settings.sendgrid {
            Some(sendgrid) => send(state, sendgrid, lang, recipient).await?,
            None => ProbeAnswer::NotConfigured,
        },
        Provider::Tmdb => match &settings.tmdb {
            Some(tmdb) => judged(tmdb.search(KNOWN_FILM).await.map(drop).map_err(|error| error.to_string())),
            None => ProbeAnswer::NotConfigured,
        },
        Provider::OpenRouter => match &settings.openrouter {
            Some(openrouter) => judged(openrouter.check_key().await.map_err(|error| error.reason)),
            None => ProbeAnswer::NotConfigured,
        },
    })
}

fn judged(answer: Result<(), String>) -> ProbeAnswer {
    answer.map_or_else(|reason| ProbeAnswer::Failed { reason }, |()| ProbeAnswer::Works)
}

/// The mail goes past the outbox: whether the provider takes it is the question.
async fn send(state: &AppState, sendgrid: &SendGrid, lang: Lang, recipient: &str) -> AppResult<ProbeAnswer> {
    let to = match check_email(recipient) {
        Ok(address) => deliverable_email(&address),
        Err(error) => return Ok(ProbeAnswer::BadAddress(error)),
    };
    let letter = write(&state.config, &state.settings.latest().operator, lang, &Message::Test);
    let (message_id, text, html) = (new_token()?, letter.text(), letter.html());
    let outgoing = Outgoing {
        message_id: &message_id,
        kind: Message::Test.kind(),
        to: &to,
        subject: &letter.subject,
        text: &text,
        html: &html,
        unsubscribe: None,
    };
    Ok(match sendgrid.send(outgoing, state.clock.now()).await {
        SendGridAnswer::Sent => ProbeAnswer::Works,
        SendGridAnswer::Busy { reason, .. }
        | SendGridAnswer::TryLater { reason }
        | SendGridAnswer::Refused { reason } => ProbeAnswer::Failed { reason },
    })
}
