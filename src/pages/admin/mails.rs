//! `/admin/mails`: every mail that was written, newest first.

use leptos::prelude::*;

use super::{
    filters::{FilterForm, FilterInput},
    frame::DeskFrame,
    listing::{Listing, address_text, cell, error_line, person_link},
    texts::{mail_state_text, mail_text},
};
use crate::{
    components::{
        badge::Badge, form::SelectOption, lang::current_locale, local_time::LocalTime, page_header::PageHeader,
        tone::Tone,
    },
    domain::admin::MailState,
    i18n::{Locale, td_string},
    pages::site::failure::loaded,
    routes,
    server::{
        ctx::Ctx,
        error::AppResult,
        mails::KINDS,
        services::admin::mail_list::{MailLine, MailList, load},
    },
};

/// The outbox.
#[component]
pub fn DeskMailsPage() -> impl IntoView {
    let locale = current_locale();
    view! {
        <DeskFrame title=td_string!(locale, admin.mails) current=Some(routes::DESK_MAILS)>
            <PageHeader title=td_string!(locale, admin.mails) lead=td_string!(locale, admin.mails_lead) />
            {loaded(list(), |list| view! { <Mails list /> }.into_any())}
        </DeskFrame>
    }
}

async fn list() -> AppResult<MailList> {
    let ctx = Ctx::current()?;
    load(&ctx.state, &ctx.actor(), ctx.query()).await
}

#[component]
fn Mails(list: MailList) -> impl IntoView {
    let locale = current_locale();
    let states = MailState::ALL.map(|state| SelectOption::new(state.key(), mail_state_text(locale, state)));
    let kinds = KINDS.map(|kind| SelectOption::new(kind, mail_text(locale, kind.to_owned())));
    let inputs = vec![
        FilterInput::Choice { name: "state", label: td_string!(locale, admin.state), options: states.to_vec() },
        FilterInput::Choice { name: "kind", label: td_string!(locale, admin.kind), options: kinds.to_vec() },
        FilterInput::Code,
        FilterInput::Days,
    ];
    let heads = vec![
        td_string!(locale, admin.mail),
        td_string!(locale, admin.state),
        td_string!(locale, admin.recipient),
        td_string!(locale, admin.person),
        td_string!(locale, admin.written),
    ];
    let rows: Vec<AnyView> = list.page.lines.into_iter().map(|line| row(locale, line)).collect();
    let (previous, next) = (list.page.previous, list.page.next);
    view! {
        <FilterForm path=routes::DESK_MAILS query=list.query.clone() inputs />
        <Listing
            path=routes::DESK_MAILS
            query=list.query
            caption=td_string!(locale, admin.mails)
            heads
            rows
            previous
            next
        />
    }
}

fn row(locale: Locale, line: MailLine) -> AnyView {
    let href = routes::desk_mail(line.id);
    let badge = state_badge(locale, line.state);
    view! {
        <tr role="row">
            <th scope="row" role="rowheader">
                <a class="link desk-name" href=href>
                    <bdi>{line.subject}</bdi>
                </a>
                <span class="block text-sm font-normal text-muted">{mail_text(locale, line.kind)}</span>
                {error_line(line.error)}
            </th>
            {cell(td_string!(locale, admin.state), badge)}
            {cell(td_string!(locale, admin.recipient), address_text(line.recipient))}
            {cell(td_string!(locale, admin.person), person_link(line.code))}
            {cell(td_string!(locale, admin.written), view! { <LocalTime moment=line.created_at /> })}
        </tr>
    }
    .into_any()
}

/// The state of a mail as a label.
pub fn state_badge(locale: Locale, state: MailState) -> AnyView {
    let tone = match state {
        MailState::Waiting => Tone::Info,
        MailState::Sent => Tone::Success,
        MailState::Failed => Tone::Error,
        MailState::Expired | MailState::Withdrawn => Tone::Neutral,
    };
    view! { <Badge tone text=mail_state_text(locale, state) /> }.into_any()
}
