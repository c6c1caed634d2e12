//! `/admin/announcements`: what was announced.

use leptos::prelude::*;

use super::words::kind_text;
use crate::{
    components::{badge::Badge, lang::current_locale, local_time::LocalTime, page_header::PageHeader},
    i18n::{Locale, td_string},
    pages::{
        admin::{
            frame::DeskFrame,
            group_actions::words::state_text,
            listing::{DeskList, address_text, cell, desk_list},
        },
        site::failure::loaded,
    },
    routes,
    server::{
        ctx::Ctx,
        error::AppResult,
        services::admin::announcements::{AnnouncementLine, newest},
    },
    texts::numbers::grouped,
};

/// The newest announcements.
#[component]
pub fn DeskAnnouncementsPage() -> impl IntoView {
    let locale = current_locale();
    let title = td_string!(locale, announcement.title);
    view! {
        <DeskFrame title current=Some(routes::DESK_ANNOUNCEMENTS)>
            <PageHeader title lead=td_string!(locale, announcement.lead) />
            {loaded(read(), |lines| view! { <List lines /> }.into_any())}
        </DeskFrame>
    }
}

async fn read() -> AppResult<Vec<AnnouncementLine>> {
    let ctx = Ctx::current()?;
    newest(&ctx.state, &ctx.actor()).await
}

#[component]
fn List(lines: Vec<AnnouncementLine>) -> impl IntoView {
    let locale = current_locale();
    let heads = vec![
        td_string!(locale, announcement.subject),
        td_string!(locale, admin.state),
        td_string!(locale, group.total),
        td_string!(locale, announcement.written),
        td_string!(locale, announcement.without),
        td_string!(locale, group.begun),
        td_string!(locale, group.by),
    ];
    let rows: Vec<_> = lines.into_iter().map(|line| row(locale, line)).collect();
    let list = DeskList {
        caption: td_string!(locale, announcement.title),
        heads,
        none: (td_string!(locale, announcement.none), td_string!(locale, announcement.none_text)),
        way: (routes::DESK_PEOPLE, td_string!(locale, admin.people)),
    };
    desk_list(list, rows)
}

fn row(locale: Locale, line: AnnouncementLine) -> AnyView {
    let AnnouncementLine { announcement, email } = line;
    let (tone, state) = state_text(locale, announcement.state);
    let begun = announcement.started_at.map(|moment| view! { <LocalTime moment /> });
    let first = announcement.texts.languages().into_iter().next().unwrap_or_default();
    let subject = announcement.texts.of(first).subject.clone();
    view! {
        <tr role="row">
            <th scope="row" role="rowheader">
                <a class="link desk-name" href=routes::desk_announcement(announcement.id)>
                    <bdi lang=first.code()>{subject}</bdi>
                </a>
                <span class="block text-sm font-normal text-muted">{kind_text(locale, announcement.kind)}</span>
            </th>
            {cell(td_string!(locale, admin.state), view! { <Badge tone text=state /> })}
            {cell(td_string!(locale, group.total), grouped(locale, announcement.total))}
            {cell(td_string!(locale, announcement.written), grouped(locale, announcement.written))}
            {cell(td_string!(locale, announcement.without), grouped(locale, announcement.left_out))}
            {cell(td_string!(locale, group.begun), begun)}
            {cell(td_string!(locale, group.by), address_text(email))}
        </tr>
    }
    .into_any()
}
