//! `/admin/imports`: the newest imports.

use leptos::prelude::*;

use super::words::{source_text, state_text};
use crate::{
    components::{
        alert::Alert, badge::Badge, button::ButtonLink, lang::current_locale, local_time::LocalTime,
        page_header::PageHeader, tone::Tone,
    },
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
        security::flash::take_flash,
        services::import::desk::{ImportLine, newest},
    },
    server_fns::imports::IMPORT_DISCARDED,
    texts::numbers::grouped,
};

/// The newest imports.
#[component]
pub fn DeskImportsPage() -> impl IntoView {
    let locale = current_locale();
    let title = td_string!(locale, import.title);
    let discarded = take_flash::<bool>(IMPORT_DISCARDED).is_some();
    view! {
        <DeskFrame title current=Some(routes::DESK_IMPORTS)>
            <PageHeader title lead=td_string!(locale, import.lead) />
            {discarded
                .then(|| {
                    view! {
                        <div class="mb-6">
                            <Alert tone=Tone::Success title=td_string!(locale, import.discarded) />
                        </div>
                    }
                })}
            <p class="mb-6 flex flex-wrap items-center gap-x-6 gap-y-2">
                <ButtonLink href=routes::DESK_NEW_IMPORT>{td_string!(locale, import.new)}</ButtonLink>
                <a
                    class="link inline-flex min-h-11 items-center"
                    href=format!("{}?import=1", routes::DESK_PEOPLE)
                >
                    {td_string!(locale, import.see_unconfirmed)}
                </a>
            </p>
            {loaded(read(), |lines| view! { <List lines /> }.into_any())}
        </DeskFrame>
    }
}

async fn read() -> AppResult<Vec<ImportLine>> {
    let ctx = Ctx::current()?;
    newest(&ctx.state, &ctx.actor()).await
}

#[component]
fn List(lines: Vec<ImportLine>) -> impl IntoView {
    let locale = current_locale();
    let heads = vec![
        td_string!(locale, import.source),
        td_string!(locale, admin.state),
        td_string!(locale, import.rows),
        td_string!(locale, import.imported),
        td_string!(locale, import.joined),
        td_string!(locale, import.refused),
        td_string!(locale, import.begun),
        td_string!(locale, import.by),
    ];
    let rows: Vec<_> = lines.into_iter().map(|line| row(locale, line)).collect();
    let list = DeskList {
        caption: td_string!(locale, import.title),
        heads,
        none: (td_string!(locale, import.none), td_string!(locale, import.none_text)),
        way: (routes::DESK_NEW_IMPORT, td_string!(locale, import.new)),
    };
    desk_list(list, rows)
}

fn row(locale: Locale, line: ImportLine) -> AnyView {
    let ImportLine { import, email } = line;
    let (tone, state) = state_text(locale, import.state);
    let begun = import.started_at.map(|moment| view! { <LocalTime moment /> });
    let by = match email {
        Some(email) => address_text(email),
        None => td_string!(locale, import.command_line).into_any(),
    };
    let number = |count: i64| grouped(locale, count);
    view! {
        <tr role="row">
            <th scope="row" role="rowheader">
                <a class="link desk-name" href=routes::desk_import(import.id)>
                    {source_text(locale, import.source)}
                </a>
            </th>
            {cell(td_string!(locale, admin.state), view! { <Badge tone text=state /> })}
            {cell(td_string!(locale, import.rows), number(import.counts.total))}
            {cell(td_string!(locale, import.imported), number(import.counts.imported))}
            {cell(td_string!(locale, import.joined), number(import.counts.joined))}
            {cell(td_string!(locale, import.refused), number(import.counts.refused))}
            {cell(td_string!(locale, import.begun), begun)}
            {cell(td_string!(locale, import.by), by)}
        </tr>
    }
    .into_any()
}
