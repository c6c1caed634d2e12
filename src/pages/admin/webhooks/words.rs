//! Events, states and answers in words.

use leptos::prelude::*;

use crate::{
    components::{alert::Alert, badge::Badge, tone::Tone},
    domain::webhook::{DeliveryState, WebhookAnswer, WebhookEvent, WebhookProblem},
    i18n::{Locale, td_string},
};

/// An event.
pub fn event_text(locale: Locale, event: WebhookEvent) -> &'static str {
    match event {
        WebhookEvent::Registered => td_string!(locale, webhooks.event_registered),
        WebhookEvent::Updated => td_string!(locale, webhooks.event_updated),
        WebhookEvent::Suspended => td_string!(locale, webhooks.event_suspended),
        WebhookEvent::Deleted => td_string!(locale, webhooks.event_deleted),
        WebhookEvent::Approved => td_string!(locale, webhooks.event_approved),
    }
}

/// The state of a delivery.
pub fn state_text(locale: Locale, state: DeliveryState) -> &'static str {
    match state {
        DeliveryState::Waiting => td_string!(locale, webhooks.state_waiting),
        DeliveryState::Delivered => td_string!(locale, webhooks.state_delivered),
        DeliveryState::Failed => td_string!(locale, webhooks.state_failed),
    }
}

/// Whether it is switched on, as a label.
pub fn switch_badge(locale: Locale, active: bool) -> AnyView {
    let (tone, text) = match active {
        true => (Tone::Success, td_string!(locale, webhooks.active)),
        false => (Tone::Neutral, td_string!(locale, webhooks.off)),
    };
    view! { <Badge tone text /> }.into_any()
}

/// Why an address or a choice cannot be used.
pub fn problem_text(locale: Locale, problem: WebhookProblem) -> &'static str {
    match problem {
        WebhookProblem::NotAnAddress => td_string!(locale, webhooks.problem_not_an_address),
        WebhookProblem::NotHttps => td_string!(locale, webhooks.problem_not_https),
        WebhookProblem::Private => td_string!(locale, webhooks.problem_private),
        WebhookProblem::NoEvent => td_string!(locale, webhooks.problem_no_event),
        WebhookProblem::TooMany => td_string!(locale, webhooks.problem_too_many),
    }
}

/// How an action ended, above the page.
pub fn notice(locale: Locale, answer: WebhookAnswer) -> AnyView {
    let (tone, sentence) = match answer {
        WebhookAnswer::Added => (Tone::Success, td_string!(locale, webhooks.said_added)),
        WebhookAnswer::Rotated => (Tone::Success, td_string!(locale, webhooks.said_rotated)),
        WebhookAnswer::SwitchedOn => (Tone::Success, td_string!(locale, webhooks.said_switched_on)),
        WebhookAnswer::SwitchedOff => (Tone::Success, td_string!(locale, webhooks.said_switched_off)),
        WebhookAnswer::Deleted => (Tone::Success, td_string!(locale, webhooks.said_deleted)),
        WebhookAnswer::Tested => (Tone::Success, td_string!(locale, webhooks.said_tested)),
        WebhookAnswer::Resent => (Tone::Success, td_string!(locale, webhooks.said_resent)),
        WebhookAnswer::Unchanged => (Tone::Info, td_string!(locale, webhooks.said_unchanged)),
        WebhookAnswer::SendAgain => (Tone::Info, td_string!(locale, webhooks.said_send_again)),
        WebhookAnswer::Off => (Tone::Warning, td_string!(locale, webhooks.said_off)),
        WebhookAnswer::NotConfirmed => (Tone::Warning, td_string!(locale, webhooks.said_not_confirmed)),
        WebhookAnswer::Refused(problem) => (Tone::Warning, problem_text(locale, problem)),
    };
    view! {
        <div class="mb-6">
            <Alert tone autofocus=true title=sentence />
        </div>
    }
    .into_any()
}
