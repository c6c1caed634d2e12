//! `/admin/webhooks`: which programs are told what.

use leptos::prelude::*;

use super::{
    form::WebhookForm,
    words::{event_text, notice, switch_badge},
};
use crate::{
    components::{
        empty_state::EmptyState,
        lang::current_locale,
        page_header::PageHeader,
        section_card::{SectionCard, SectionColor},
    },
    i18n::{Locale, td_string},
    pages::{admin::frame::DeskFrame, site::failure::loaded},
    routes,
    server::{
        ctx::Ctx,
        error::AppResult,
        security::flash::take_flash,
        services::operations::webhooks::list::{ShownWebhook, all},
    },
    server_fns::webhooks::{WEBHOOK_FLASH, WebhookFlash},
    texts::numbers::grouped,
};

/// The list, and the form that adds one.
#[component]
pub fn DeskWebhooksPage() -> impl IntoView {
    let locale = current_locale();
    let flash: Option<WebhookFlash> = take_flash(WEBHOOK_FLASH);
    view! {
        <DeskFrame title=td_string!(locale, webhooks.title) current=Some(routes::DESK_WEBHOOKS)>
            <PageHeader title=td_string!(locale, webhooks.title) lead=td_string!(locale, webhooks.lead) />
            {flash.as_ref().map(|flash| notice(locale, flash.answer))}
            <div class="flex flex-col gap-8">
                {loaded(read(), |all| view! { <List all /> }.into_any())} <WebhookForm flash=flash.as_ref() />
            </div>
        </DeskFrame>
    }
}

async fn read() -> AppResult<Vec<ShownWebhook>> {
    let ctx = Ctx::current()?;
    all(&ctx.state, &ctx.actor()).await
}

#[component]
fn List(all: Vec<ShownWebhook>) -> impl IntoView {
    let locale = current_locale();
    if all.is_empty() {
        let text = td_string!(locale, webhooks.none_text);
        return view! { <EmptyState title=td_string!(locale, webhooks.none) text /> }.into_any();
    }
    let lines = all.into_iter().map(|one| line(locale, one)).collect_view();
    view! {
        <SectionCard color=SectionColor::Blue title=td_string!(locale, webhooks.title)>
            <ul class="desk-list">{lines}</ul>
        </SectionCard>
    }
    .into_any()
}

fn line(locale: Locale, one: ShownWebhook) -> impl IntoView {
    let events: Vec<_> = one.events.iter().map(|event| event_text(locale, *event)).collect();
    let (waiting, failed) = (grouped(locale, one.waiting), grouped(locale, one.failed));
    let figures = [
        (one.waiting, td_string!(locale, webhooks.waiting_count, count = waiting).to_string()),
        (one.failed, td_string!(locale, webhooks.failed_count, count = failed).to_string()),
    ];
    let figures: Vec<String> = figures.into_iter().filter(|(count, _)| *count > 0).map(|(_, text)| text).collect();
    view! {
        <li>
            <p class="flex flex-wrap items-center gap-3">
                <bdi class="font-semibold break-all" dir="ltr">
                    {one.address}
                </bdi>
                {switch_badge(locale, one.active)}
            </p>
            <ul class="text-sm text-muted">
                {events.into_iter().map(|event| view! { <li>{event}</li> }).collect_view()}
            </ul>
            <p class="text-sm empty:hidden">{figures.join(" · ")}</p>
            <a class="link inline-flex min-h-11 items-center" href=routes::desk_webhook(one.id)>
                {td_string!(locale, webhooks.open)}
            </a>
        </li>
    }
}
