//! How far an import is, what became of each column, and what is to be looked at.

use leptos::prelude::*;

use super::words::{fate_text, source_text, state_text};
use crate::{
    components::{
        badge::Badge,
        button::{Button, ButtonStyle},
        lang::current_locale,
        page_header::PageHeader,
        pagination::Pagination,
        section_card::{SectionCard, SectionColor},
    },
    domain::import::ImportState,
    i18n::{Locale, td_string},
    pages::admin::{
        frame::DeskFrame,
        listing::{cell, desk_table, person_link},
        long_work::{figure, moment, progress},
    },
    routes,
    server::services::{
        admin::{list_page::ListPage, list_query::ListQuery},
        import::desk::{Import, OpenValue},
    },
    server_fns::imports::{ID_FIELD, SEE_IMPORT_VALUE, STOP_IMPORT},
    texts::numbers::grouped,
};

/// The report, also of what still runs.
#[component]
pub fn ImportReport(import: Import, values: ListPage<OpenValue>, query: ListQuery) -> impl IntoView {
    let locale = current_locale();
    let title = source_text(locale, import.source);
    view! {
        <DeskFrame title current=Some(routes::DESK_IMPORTS)>
            <PageHeader title />
            <div class="flex flex-col gap-6">
                {figures(locale, &import)} {going(locale, &import)} <Values id=import.id values query />
                {columns(locale, &import)}
                <p class="flex flex-wrap gap-x-6">
                    <a class="link inline-flex min-h-11 items-center" href=routes::DESK_IMPORTS>
                        {td_string!(locale, import.see_all)}
                    </a>
                    <a
                        class="link inline-flex min-h-11 items-center"
                        href=format!("{}?import=1", routes::DESK_PEOPLE)
                    >
                        {td_string!(locale, import.see_unconfirmed)}
                    </a>
                </p>
            </div>
        </DeskFrame>
    }
}

fn figures(locale: Locale, import: &Import) -> AnyView {
    let (tone, state) = state_text(locale, import.state);
    let number = |label, count: i64| figure(label, grouped(locale, count));
    let counts = &import.counts;
    view! {
        <section class="section-card">
            <dl class="desk-figures">
                {figure(td_string!(locale, admin.state), view! { <Badge tone text=state /> })}
                {number(td_string!(locale, import.rows), counts.total)}
                {number(td_string!(locale, import.imported), counts.imported)}
                {number(td_string!(locale, import.joined), counts.joined)}
                {number(td_string!(locale, import.changed), counts.changed)}
                {number(td_string!(locale, import.unchanged), counts.unchanged)}
                {number(td_string!(locale, import.left_out), counts.left_out)}
                {number(td_string!(locale, import.refused), counts.refused)}
                {import.started_at.map(|at| moment(td_string!(locale, import.begun), at))}
                {import.finished_at.map(|at| moment(td_string!(locale, import.ended), at))}
            </dl>
        </section>
    }
    .into_any()
}

/// Of what runs or was interrupted: how far it is, and how to stop it.
fn going(locale: Locale, import: &Import) -> Option<AnyView> {
    if !matches!(import.state, ImportState::Running | ImportState::Failed) || import.finished_at.is_some() {
        return None;
    }
    let progress = progress(locale, import.counts.position, import.counts.total);
    let going = view! {
        <section class="section-card flex flex-col gap-4">
            {progress}
            <p class="text-muted">
                {td_string!(locale, import.reloads)} " "
                <a class="link inline-flex min-h-11 items-center" href=routes::desk_import(import.id)>
                    {td_string!(locale, import.reload)}
                </a>
            </p>
            <form method="post" action=STOP_IMPORT>
                <input type="hidden" name=ID_FIELD value=import.id.to_string() />
                <Button style=ButtonStyle::Outline>{td_string!(locale, import.stop)}</Button>
            </form>
        </section>
    };
    Some(going.into_any())
}

/// What is to be looked at.
#[component]
fn Values(id: i64, values: ListPage<OpenValue>, query: ListQuery) -> impl IntoView {
    let locale = current_locale();
    let path = routes::desk_import(id);
    let address = |cursor| query.address(&path, cursor);
    let (previous, next) = (values.previous.map(address), values.next.map(address));
    let title = td_string!(locale, import.to_look_at);
    if values.lines.is_empty() {
        return view! {
            <SectionCard color=SectionColor::Yellow title>
                <p>{td_string!(locale, import.nothing_to_look_at)}</p>
            </SectionCard>
        }
        .into_any();
    }
    let heads = vec![
        td_string!(locale, import.row),
        td_string!(locale, import.column),
        td_string!(locale, import.problem),
        td_string!(locale, import.value),
        td_string!(locale, import.person),
        td_string!(locale, import.seen),
    ];
    let rows: Vec<_> = values.lines.into_iter().map(|value| value_row(locale, id, value)).collect();
    let table = desk_table(title, heads, rows);
    view! {
        <SectionCard color=SectionColor::Yellow title intro=td_string!(locale, import.to_look_at_text)>
            {table}
            <Pagination previous next />
        </SectionCard>
    }
    .into_any()
}

fn value_row(locale: Locale, import: i64, value: OpenValue) -> AnyView {
    let label =
        td_string!(locale, import.seen_label, column = value.column.clone(), row = value.row.clone()).to_string();
    let content = view! { <bdi class="wrap-anywhere">{value.value}</bdi> };
    let column = view! {
        <bdi class="font-mono break-all" dir="ltr">
            {value.column}
        </bdi>
    };
    let seen = view! {
        <form method="post" action=SEE_IMPORT_VALUE>
            <input type="hidden" name=ID_FIELD value=import.to_string() />
            <input type="hidden" name="value" value=value.id.to_string() />
            <button type="submit" class="btn btn-outline" aria-label=label>
                {td_string!(locale, import.seen)}
            </button>
        </form>
    };
    view! {
        <tr role="row">
            <th scope="row" role="rowheader">
                <bdi dir="ltr">{value.row}</bdi>
            </th>
            {cell(td_string!(locale, import.column), column)}
            {cell(td_string!(locale, import.problem), fate_text(locale, value.fate))}
            {cell(td_string!(locale, import.value), content)}
            {cell(td_string!(locale, import.person), person_link(value.code))}
            {cell(td_string!(locale, import.seen), seen)}
        </tr>
    }
    .into_any()
}

/// Each cell, counted by its column and what became of it.
fn columns(locale: Locale, import: &Import) -> Option<AnyView> {
    if import.cells.0.is_empty() {
        return None;
    }
    let lines: Vec<_> = import
        .cells
        .0
        .iter()
        .flat_map(|(table, columns)| columns.iter().map(move |(column, fates)| (table, column, fates)))
        .map(|(table, column, fates)| {
            let counts: Vec<_> = fates
                .iter()
                .map(|(fate, count)| format!("{} : {}", fate_text(locale, *fate), grouped(locale, *count)))
                .collect();
            view! {
                <div>
                    <dt>
                        <bdi class="font-mono break-all" dir="ltr">
                            {format!("{table}.{column}")}
                        </bdi>
                    </dt>
                    <dd>{counts.join(" · ")}</dd>
                </div>
            }
        })
        .collect();
    let columns = view! {
        <SectionCard
            color=SectionColor::Slate
            title=td_string!(locale, import.cells)
            intro=td_string!(locale, import.cells_text)
        >
            <dl class="grid gap-x-8 gap-y-4 sm:grid-cols-2">{lines}</dl>
        </SectionCard>
    };
    Some(columns.into_any())
}
