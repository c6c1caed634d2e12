//! `/admin/selection`: what was done to many people at once.

use leptos::prelude::*;

use super::words::{kind_text, state_text};
use crate::{
    components::{badge::Badge, lang::current_locale, local_time::LocalTime, page_header::PageHeader},
    i18n::{Locale, td_string},
    pages::{
        admin::{
            frame::DeskFrame,
            listing::{DeskList, address_text, cell, desk_list},
        },
        site::failure::loaded,
    },
    routes,
    server::{
        ctx::Ctx,
        error::AppResult,
        services::admin::group_actions::{GroupActionLine, newest},
    },
    texts::numbers::grouped,
};

/// The newest actions.
#[component]
pub fn DeskGroupActionsPage() -> impl IntoView {
    let locale = current_locale();
    let title = td_string!(locale, group.title);
    view! {
        <DeskFrame title current=Some(routes::DESK_GROUP_ACTIONS)>
            <PageHeader title lead=td_string!(locale, group.lead) />
            {loaded(read(), |lines| view! { <List lines /> }.into_any())}
        </DeskFrame>
    }
}

async fn read() -> AppResult<Vec<GroupActionLine>> {
    let ctx = Ctx::current()?;
    newest(&ctx.state, &ctx.actor()).await
}

#[component]
fn List(lines: Vec<GroupActionLine>) -> impl IntoView {
    let locale = current_locale();
    let heads = vec![
        td_string!(locale, admin.action),
        td_string!(locale, admin.state),
        td_string!(locale, group.total),
        td_string!(locale, group.changed),
        td_string!(locale, group.unchanged),
        td_string!(locale, group.begun),
        td_string!(locale, group.by),
    ];
    let rows: Vec<_> = lines.into_iter().map(|line| row(locale, line)).collect();
    let list = DeskList {
        caption: td_string!(locale, group.title),
        heads,
        none: (td_string!(locale, group.none), td_string!(locale, group.none_text)),
        way: (routes::DESK_PEOPLE, td_string!(locale, admin.people)),
    };
    desk_list(list, rows)
}

fn row(locale: Locale, line: GroupActionLine) -> AnyView {
    let GroupActionLine { action, email } = line;
    let (tone, state) = state_text(locale, action.state);
    let begun = action.started_at.map(|moment| view! { <LocalTime moment /> });
    view! {
        <tr role="row">
            <th scope="row" role="rowheader">
                <a class="link desk-name" href=routes::desk_group_action(action.id)>
                    {kind_text(locale, action.kind)}
                </a>
            </th>
            {cell(td_string!(locale, admin.state), view! { <Badge tone text=state /> })}
            {cell(td_string!(locale, group.total), grouped(locale, action.total))}
            {cell(td_string!(locale, group.changed), grouped(locale, action.changed))}
            {cell(td_string!(locale, group.unchanged), grouped(locale, action.unchanged))}
            {cell(td_string!(locale, group.begun), begun)}
            {cell(td_string!(locale, group.by), address_text(email))}
        </tr>
    }
    .into_any()
}
