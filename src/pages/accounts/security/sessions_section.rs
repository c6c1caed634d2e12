//! The sessions of the account.

use leptos::prelude::*;

use crate::{
    components::{
        badge::Badge,
        button::{Button, ButtonStyle},
        lang::current_locale,
        local_time::LocalTime,
        section_card::{SectionCard, SectionColor},
        tone::Tone,
    },
    domain::accounts::{device::describe_device, security::SessionLine},
    i18n::td_string,
    server_fns::accounts::security::END_SESSIONS,
};

/// Every session, this one first, each with a button that ends it.
#[component]
pub fn SessionsSection(sessions: Vec<SessionLine>) -> impl IntoView {
    let locale = current_locale();
    let others = sessions.iter().any(|session| !session.current);
    view! {
        <SectionCard
            color=SectionColor::Slate
            title=td_string!(locale, security.sessions_title)
            intro=td_string!(locale, security.sessions_intro)
        >
            <ul class="flex flex-col divide-y divide-base-300">
                {sessions.into_iter().map(|session| view! { <Session session /> }).collect_view()}
            </ul>
            {others
                .then(|| {
                    view! {
                        <form method="post" action=END_SESSIONS>
                            <Button style=ButtonStyle::Danger wide=true>
                                {td_string!(locale, security.end_others)}
                            </Button>
                        </form>
                    }
                })}
        </SectionCard>
    }
}

#[component]
fn Session(session: SessionLine) -> impl IntoView {
    let locale = current_locale();
    let device =
        describe_device(&session.user_agent).unwrap_or_else(|| td_string!(locale, security.unknown_device).to_owned());
    let name = device.clone();
    view! {
        <li class="flex flex-wrap items-center justify-between gap-3 py-4 first:pt-0">
            <div class="min-w-0">
                <p class="flex flex-wrap items-center gap-2 font-semibold">
                    <bdi>{device}</bdi>
                    {session
                        .current
                        .then(|| view! { <Badge tone=Tone::Success text=td_string!(locale, security.this_session) /> })}
                </p>
                <p class="text-sm text-muted">
                    {td_string!(locale, security.network)} " "
                    <bdi dir="ltr" class="break-all">
                        {session.network}
                    </bdi>
                </p>
                <p class="text-sm text-muted">
                    {td_string!(locale, security.last_seen)} " " <LocalTime moment=session.last_seen />
                </p>
                <p class="text-sm text-muted">
                    {td_string!(locale, security.begun)} " " <LocalTime moment=session.begun />
                </p>
            </div>
            {(!session.current)
                .then(|| {
                    view! {
                        <form method="post" action=END_SESSIONS>
                            <input type="hidden" name="session" value=session.id.to_string() />
                            <Button style=ButtonStyle::Outline>
                                {td_string!(locale, security.end_one)} <span class="sr-only">" " {name}</span>
                            </Button>
                        </form>
                    }
                })}
        </li>
    }
}
