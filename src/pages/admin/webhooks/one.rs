//! `/admin/webhooks/{id}`: one webhook, what can be done to it, and its log.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::{
    actions::WebhookActions,
    log::DeliveryLog,
    words::{event_text, notice, switch_badge},
};
use crate::{
    components::{lang::current_locale, page_header::PageHeader, secret_card::SecretCard},
    i18n::{Locale, td_string},
    pages::{
        admin::{
            frame::DeskFrame,
            listing::address_text,
            long_work::{figure, moment},
        },
        site::failure::loaded,
    },
    routes,
    server::{
        ctx::Ctx,
        error::{AppError, AppResult},
        security::flash::take_flash,
        services::operations::webhooks::list::{ShownWebhook, WebhookPage, open},
    },
    server_fns::webhooks::{WEBHOOK_FLASH, WebhookFlash},
    texts::numbers::grouped,
};

/// The page about one webhook.
#[component]
pub fn DeskWebhookPage() -> impl IntoView {
    let id = use_params_map().with_untracked(|params| params.get("id")).unwrap_or_default();
    let flash: Option<WebhookFlash> = take_flash(WEBHOOK_FLASH);
    loaded(read(id.parse().ok()), move |page| view! { <OneWebhook page flash /> }.into_any())
}

async fn read(id: Option<i64>) -> AppResult<WebhookPage> {
    let ctx = Ctx::current()?;
    open(&ctx.state, &ctx.actor(), id.ok_or(AppError::NotFound)?, ctx.query()).await
}

#[component]
fn OneWebhook(page: WebhookPage, flash: Option<WebhookFlash>) -> impl IntoView {
    let locale = current_locale();
    let WebhookPage { webhook, query, log } = page;
    let id = webhook.id;
    let answer = flash.as_ref().map(|flash| notice(locale, flash.answer));
    let secret = flash.and_then(|flash| flash.secret).map(|secret| {
        let (title, text) = (td_string!(locale, webhooks.secret), td_string!(locale, webhooks.secret_text));
        view! { <SecretCard title text secret /> }
    });
    let active = webhook.active;
    view! {
        <DeskFrame title=td_string!(locale, webhooks.title) current=Some(routes::DESK_WEBHOOKS)>
            <PageHeader title=td_string!(locale, webhooks.title) />
            {answer}
            <div class="flex flex-col gap-8">
                {secret} {facts(locale, webhook)} <WebhookActions id active /> <section>
                    <h2 class="font-display text-xl font-bold">{td_string!(locale, webhooks.log)}</h2>
                    <p class="mb-4 text-muted">{td_string!(locale, webhooks.log_text)}</p>
                    <DeliveryLog id query log />
                </section>
                <p>
                    <a class="link inline-flex min-h-11 items-center" href=routes::DESK_WEBHOOKS>
                        {td_string!(locale, webhooks.see_all)}
                    </a>
                </p>
            </div>
        </DeskFrame>
    }
}

fn facts(locale: Locale, webhook: ShownWebhook) -> impl IntoView {
    let events: Vec<_> = webhook.events.iter().map(|event| view! { <li>{event_text(locale, *event)}</li> }).collect();
    let added_by = webhook.added_by.map(|email| figure(td_string!(locale, webhooks.added_by), address_text(email)));
    view! {
        <section class="section-card">
            <p class="mb-4">
                <bdi class="font-semibold break-all" dir="ltr">
                    {webhook.address}
                </bdi>
            </p>
            <dl class="desk-figures">
                {figure(td_string!(locale, admin.state), switch_badge(locale, webhook.active))}
                {figure(td_string!(locale, webhooks.waiting), grouped(locale, webhook.waiting))}
                {figure(td_string!(locale, webhooks.failed), grouped(locale, webhook.failed))}
                {moment(td_string!(locale, webhooks.added_at), webhook.added_at)}
                {added_by}
                {figure(td_string!(locale, webhooks.events), view! { <ul>{events}</ul> })}
            </dl>
        </section>
    }
}
