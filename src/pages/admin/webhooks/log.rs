//! What a webhook was told, newest first.

use leptos::prelude::*;

use super::words::{event_text, state_text};
use crate::{
    components::{
        badge::Badge,
        button::{Button, ButtonStyle},
        form::SelectOption,
        lang::current_locale,
        local_time::LocalTime,
        tone::Tone,
    },
    domain::webhook::{DeliveryState, WebhookEvent},
    i18n::{Locale, td_string},
    pages::admin::{
        filters::{FilterForm, FilterInput},
        listing::{Listing, cell, error_line, person_link},
    },
    routes,
    server::services::{
        admin::{list_page::ListPage, list_query::ListQuery},
        operations::webhooks::list::DeliveryLine,
    },
    server_fns::webhooks::RESEND_DELIVERY,
    texts::numbers::grouped,
};

/// The log, with its filter.
#[component]
pub fn DeliveryLog(id: i64, query: ListQuery, log: ListPage<DeliveryLine>) -> impl IntoView {
    let locale = current_locale();
    let states = DeliveryState::ALL.map(|state| SelectOption::new(state.key(), state_text(locale, state)));
    let inputs =
        vec![FilterInput::Choice { name: "state", label: td_string!(locale, admin.state), options: states.to_vec() }];
    let heads = vec![
        td_string!(locale, webhooks.event),
        td_string!(locale, admin.state),
        td_string!(locale, admin.person),
        td_string!(locale, webhooks.happened),
        td_string!(locale, webhooks.next),
        td_string!(locale, admin.actions),
    ];
    let (previous, next) = (log.previous, log.next);
    let rows: Vec<AnyView> = log.lines.into_iter().map(|line| row(locale, line)).collect();
    view! {
        <FilterForm path=routes::desk_webhook(id) query=query.clone() inputs />
        <Listing
            path=routes::desk_webhook(id)
            query
            caption=td_string!(locale, webhooks.log)
            heads
            rows
            previous
            next
        />
    }
}

fn row(locale: Locale, line: DeliveryLine) -> AnyView {
    let tone = match line.state {
        DeliveryState::Waiting => Tone::Info,
        DeliveryState::Delivered => Tone::Success,
        DeliveryState::Failed => Tone::Error,
    };
    let event = WebhookEvent::from_key(&line.event)
        .map_or(td_string!(locale, webhooks.event_trial), |event| event_text(locale, event));
    // A person who was erased has no page.
    let person = match WebhookEvent::from_key(&line.event) {
        Some(WebhookEvent::Deleted) => line.code.map(|code| view! { <bdi class="font-mono">{code}</bdi> }.into_any()),
        _ => person_link(line.code),
    };
    let attempts = td_string!(locale, admin.attempts, count = grouped(locale, line.attempts)).to_string();
    let next = line.next_attempt_at.map(|moment| view! { <LocalTime moment /> });
    let resend = (line.state != DeliveryState::Waiting).then(|| {
        view! {
            <form method="post" action=RESEND_DELIVERY>
                <input type="hidden" name="delivery" value=line.id.to_string() />
                <Button style=ButtonStyle::Outline>{td_string!(locale, webhooks.resend)}</Button>
            </form>
        }
    });
    view! {
        <tr role="row" id=format!("delivery-{}", line.id)>
            <th scope="row" role="rowheader">
                <span>{event}</span>
                <span class="block text-sm font-normal text-muted">
                    {attempts} {line.last_attempt_at.map(|moment| view! { " · " <LocalTime moment /> })}
                </span>
                <bdi class="block w-fit font-mono text-sm font-normal break-all text-muted" dir="ltr">
                    {line.event_id}
                </bdi>
                {error_line(line.answer)}
            </th>
            {cell(
                td_string!(locale, admin.state),
                view! { <Badge tone text=state_text(locale, line.state) /> },
            )}
            {cell(td_string!(locale, admin.person), person)}
            {cell(td_string!(locale, webhooks.happened), view! { <LocalTime moment=line.happened_at /> })}
            {cell(td_string!(locale, webhooks.next), next)}
            {cell(td_string!(locale, admin.actions), resend)}
        </tr>
    }
    .into_any()
}
