//! `/admin/exports`: what was taken out of the site, files that can be fetched, and those that are being written.

use std::sync::Arc;

use leptos::prelude::*;

use super::{
    templates::own_templates,
    words::{ExportNotice, failure_text, format_text, list_text, state_text},
};
use crate::{
    components::{
        badge::Badge,
        button::{Button, ButtonLink, ButtonStyle},
        icon::{Icon, IconName},
        lang::current_locale,
        local_time::LocalTime,
        page_header::PageHeader,
    },
    domain::{
        export::{EXPORT_ANSWER, ExportAnswer, ExportState},
        search::page::TalentChoices,
    },
    i18n::{Locale, td_string},
    pages::{
        admin::{
            confirmed::confirmed_action,
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
        services::{
            admin::exports::{self, ExportLine, ExportTemplate},
            search::lists,
        },
    },
    server_fns::exports::{CANCEL_EXPORT, DELETE_EXPORT},
    texts::{filters::described_filters, numbers::grouped},
};

/// So often the page is loaded again while a file is being written, in seconds.
const LOADED_EVERY: u32 = 5;

/// The newest exports.
#[component]
pub fn DeskExportsPage() -> impl IntoView {
    let locale = current_locale();
    let answer: Option<ExportAnswer> = take_flash(EXPORT_ANSWER);
    let title = td_string!(locale, export.title);
    view! {
        <DeskFrame title current=Some(routes::DESK_EXPORTS)>
            <PageHeader title lead=td_string!(locale, export.lead) />
            {answer.map(|answer| view! { <ExportNotice locale answer /> })}
            {loaded(read(), move |(lines, templates, talents)| {
                let rows: Vec<AnyView> = lines.into_iter().map(|line| row(locale, line, &talents)).collect();
                view! {
                    <div class="flex flex-col gap-6">
                        {list(locale, rows)} {own_templates(locale, templates)}
                    </div>
                }
                    .into_any()
            })}
        </DeskFrame>
    }
}

async fn read() -> AppResult<(Vec<ExportLine>, Vec<ExportTemplate>, Arc<TalentChoices>)> {
    let ctx = Ctx::current()?;
    let lines = exports::newest(&ctx.state, &ctx.actor()).await?;
    if lines.iter().any(|line| line.state == ExportState::Running) {
        ctx.load_again_after(LOADED_EVERY);
    }
    let templates = exports::own_templates(&ctx.state, &ctx.actor()).await?;
    Ok((lines, templates, lists::talent_choices(&ctx.state).await?))
}

fn list(locale: Locale, rows: Vec<AnyView>) -> AnyView {
    let heads = vec![
        td_string!(locale, export.title),
        td_string!(locale, admin.state),
        td_string!(locale, group.total),
        td_string!(locale, group.begun),
        td_string!(locale, group.by),
        td_string!(locale, admin.actions),
    ];
    let list = DeskList {
        caption: td_string!(locale, export.title),
        heads,
        none: (td_string!(locale, export.none), td_string!(locale, export.none_text)),
        way: (routes::DESK_PEOPLE, td_string!(locale, admin.people)),
    };
    desk_list(list, rows)
}

fn row(locale: Locale, line: ExportLine, talents: &TalentChoices) -> AnyView {
    let filters = line.filters.as_deref().map_or_else(
        || td_string!(locale, group.ticked).to_owned(),
        |filters| described_filters(locale, filters, talents),
    );
    let what = line
        .choice
        .as_ref()
        .map(|choice| format!("{} · {}", list_text(locale, choice.list), format_text(locale, choice.format)));
    let purpose = line.choice.as_ref().map(|choice| choice.purpose.clone()).filter(|purpose| !purpose.is_empty());
    let purpose = purpose.map(|purpose| {
        view! {
            <span class="block text-sm font-normal wrap-anywhere">
                {td_string!(locale, export.purpose_noted)}
                " "
                <bdi>{purpose}</bdi>
            </span>
        }
    });
    let begun = view! { <LocalTime moment=line.begun_at /> };
    let (state, action) = (state_of(locale, &line), action(locale, &line));
    view! {
        <tr role="row" id=format!("export-{}", line.id)>
            <th scope="row" role="rowheader">
                <span>{what}</span>
                <span class="block text-sm font-normal wrap-anywhere text-muted">{filters}</span>
                {purpose}
            </th>
            {cell(td_string!(locale, admin.state), state)}
            {cell(td_string!(locale, group.total), grouped(locale, line.total))}
            {cell(td_string!(locale, group.begun), begun)}
            {cell(td_string!(locale, group.by), address_text(line.email))}
            {cell(td_string!(locale, admin.actions), action)}
        </tr>
    }
    .into_any()
}

/// The state, and how far it is or why it failed.
fn state_of(locale: Locale, line: &ExportLine) -> AnyView {
    let (tone, text) = match line.state {
        // Sent with the answer: there never was a file to fetch.
        ExportState::Done if !line.kept => {
            (crate::components::tone::Tone::Success, td_string!(locale, export.state_sent))
        }
        state => state_text(locale, state),
    };
    let (done, total) = (line.position.to_string(), line.total.max(1).to_string());
    let progress = (line.state == ExportState::Running).then(|| {
        let words = td_string!(
            locale,
            group.progress,
            done = grouped(locale, line.position),
            total = grouped(locale, line.total)
        )
        .to_string();
        view! {
            <progress class="progress progress-primary mt-2 w-full" value=done max=total aria-label=words.clone()></progress>
            <p class="text-sm text-muted">{words}</p>
        }
    });
    let why = line.problem.map(|problem| view! { <p class="text-sm">{failure_text(locale, problem)}</p> });
    view! {
        <Badge tone text />
        {progress}
        {why}
    }
    .into_any()
}

/// Fetching and deleting what is kept, stopping what runs.
fn action(locale: Locale, line: &ExportLine) -> Option<AnyView> {
    let id = line.id.to_string();
    if line.state == ExportState::Running {
        return Some(
            view! {
                <form method="post" action=CANCEL_EXPORT>
                    <input type="hidden" name="id" value=id />
                    <Button style=ButtonStyle::Outline>{td_string!(locale, group.stop)}</Button>
                </form>
            }
            .into_any(),
        );
    }
    if !line.kept {
        return None;
    }
    let size = td_string!(locale, export.size, size = size_text(locale, line.bytes)).to_string();
    let fetch = line.own.then(|| {
        view! {
            <ButtonLink href=routes::desk_export_file(line.id) download="">
                <Icon name=IconName::Download />
                {td_string!(locale, export.download)}
            </ButtonLink>
            <p class="text-sm text-muted">{size}</p>
        }
    });
    let delete = confirmed_action(locale, td_string!(locale, export.delete), DELETE_EXPORT, ("id", id.clone()), id);
    Some(
        view! {
            {fetch}
            {delete}
        }
        .into_any(),
    )
}

/// In kilobytes, at least one.
fn size_text(locale: Locale, bytes: i64) -> String {
    grouped(locale, (bytes / 1024).max(1))
}
