//! The form that adds a webhook.

use leptos::prelude::*;

use super::words::{event_text, problem_text};
use crate::{
    components::{
        button::Button,
        form::{Checkbox, TextField},
        lang::current_locale,
        section_card::{SectionCard, SectionColor},
    },
    domain::webhook::{WebhookAnswer, WebhookEvent, WebhookProblem},
    i18n::td_string,
    server_fns::webhooks::{ADD_WEBHOOK, ADDRESS_FIELD, EVENT_FIELD, WebhookFlash},
};

/// Address and events, with what was typed where it comes back.
#[component]
pub fn WebhookForm<'a>(flash: Option<&'a WebhookFlash>) -> impl IntoView + use<> {
    let locale = current_locale();
    let typed = flash.map(|flash| flash.typed.clone()).unwrap_or_default();
    let problem = flash.and_then(|flash| match flash.answer {
        WebhookAnswer::Refused(problem) => Some(problem),
        _ => None,
    });
    let of_events = problem.filter(|problem| *problem == WebhookProblem::NoEvent);
    let of_address = problem
        .filter(|problem| {
            matches!(problem, WebhookProblem::NotAnAddress | WebhookProblem::NotHttps | WebhookProblem::Private)
        })
        .map(|problem| problem_text(locale, problem).to_owned());
    let events = WebhookEvent::ALL.map(|event| {
        let checked = typed.all(EVENT_FIELD).iter().any(|key| key == event.key());
        view! {
            <Checkbox name=EVENT_FIELD value=event.key() id_suffix=event.key().replace('.', "-") checked=checked>
                {event_text(locale, event)}
                <bdi class="block w-fit font-mono text-sm text-muted" dir="ltr">
                    {event.key()}
                </bdi>
            </Checkbox>
        }
    });
    view! {
        <SectionCard
            color=SectionColor::Green
            title=td_string!(locale, webhooks.add)
            intro=td_string!(locale, webhooks.add_text)
        >
            <form method="post" action=ADD_WEBHOOK class="flex flex-col gap-5" autocomplete="off">
                <TextField
                    name=ADDRESS_FIELD
                    kind="url"
                    label=td_string!(locale, webhooks.address)
                    hint=td_string!(locale, webhooks.address_hint)
                    value=typed.first(ADDRESS_FIELD)
                    error=of_address
                    required=true
                    autocomplete="off"
                    maxlength=500
                    ltr=true
                />
                <fieldset>
                    <legend class="mb-1.5 font-semibold">{td_string!(locale, webhooks.events)}</legend>
                    {of_events.map(|problem| view! { <p class="font-semibold text-error-strong">{problem_text(locale, problem)}</p> })}
                    <div class="choices">{events}</div>
                </fieldset>
                <div>
                    <Button wide=true>{td_string!(locale, webhooks.add)}</Button>
                </div>
            </form>
        </SectionCard>
    }
}
