//! A spreadsheet that was sent: what its columns mean, and what would happen.

use leptos::prelude::*;

use super::words::{field_text, mapping_problem_text};
use crate::{
    components::{
        alert::Alert,
        button::{Button, ButtonStyle},
        form::{SelectField, SelectOption},
        lang::current_locale,
        page_header::PageHeader,
        section_card::{SectionCard, SectionColor},
        tone::Tone,
    },
    domain::import::{
        RowOutcome,
        sheet::{DateOrder, Orders, field_names, rewritten},
    },
    i18n::{Locale, td_string},
    pages::admin::{
        frame::DeskFrame,
        listing::{cell, desk_table},
    },
    routes,
    server::services::import::desk::{DraftPage, PreviewRow},
    server_fns::imports::{ACTION_FIELD, BEGIN, COLUMN_FIELD, DATES_FIELD, DISCARD, ID_FIELD, MAP_IMPORT, NAME_FIELD},
};

/// The drop-downs, the preview, and the buttons.
#[component]
pub fn Draft(draft: DraftPage) -> impl IntoView {
    let locale = current_locale();
    let title = td_string!(locale, import.new);
    let DraftPage { import, columns, mapping, problem, dates, shown, preview } = draft;
    let options: Vec<SelectOption> =
        field_names().into_iter().map(|name| SelectOption::new(name, field_text(locale, name))).collect();
    let selects: Vec<_> = columns
        .into_iter()
        .enumerate()
        .filter(|(_, column)| !column.is_empty())
        .map(|(place, column)| {
            let value = mapping.columns.get(&column).cloned().unwrap_or_default();
            let options = options.clone();
            view! {
                <div>
                    <input type="hidden" name=format!("{NAME_FIELD}{place}") value=column.clone() />
                    <SelectField
                        name=format!("{COLUMN_FIELD}{place}")
                        label=column
                        options
                        value
                        empty=td_string!(locale, import.ignore)
                        unmarked=true
                    />
                </div>
            }
        })
        .collect();
    let order = dates_select(locale, mapping.dates.unwrap_or_default(), &dates);
    let wrong = problem.as_ref().map(|problem| {
        view! { <Alert tone=Tone::Warning title=mapping_problem_text(locale, problem) /> }
    });
    let ready = problem.is_none();
    view! {
        <DeskFrame title current=Some(routes::DESK_IMPORTS)>
            <PageHeader title />
            <div class="flex flex-col gap-6">
                {wrong}
                <form method="post" action=MAP_IMPORT class="flex flex-col gap-6">
                    <input type="hidden" name=ID_FIELD value=import.id.to_string() />
                    <SectionCard
                        color=SectionColor::Blue
                        title=td_string!(locale, import.mapping)
                        intro=td_string!(locale, import.mapping_text)
                    >
                        <div class="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">{selects} {order}</div>
                        <div class="mt-4">
                            <Button style=ButtonStyle::Outline>{td_string!(locale, import.show_preview)}</Button>
                        </div>
                    </SectionCard>
                    {ready.then(|| view! { <Preview shown preview /> })}
                    <div class="flex flex-wrap gap-3">
                        {ready
                            .then(|| {
                                view! {
                                    <button type="submit" name=ACTION_FIELD value=BEGIN class="btn btn-primary">
                                        {td_string!(locale, import.begin)}
                                    </button>
                                }
                            })}
                        <button type="submit" name=ACTION_FIELD value=DISCARD class="btn btn-ghost">
                            {td_string!(locale, import.discard)}
                        </button>
                    </div>
                </form>
            </div>
        </DeskFrame>
    }
}

/// The order of dates, with one of them in both where nothing decides it.
fn dates_select(locale: Locale, chosen: String, dates: &Orders) -> AnyView {
    let options = vec![
        SelectOption::new(DateOrder::DayFirst.key(), td_string!(locale, import.dates_dmy)),
        SelectOption::new(DateOrder::MonthFirst.key(), td_string!(locale, import.dates_mdy)),
    ];
    let (value, hint) = match dates {
        Orders::Known(order) => {
            let value = if chosen.is_empty() { order.key().to_owned() } else { chosen };
            (value, String::new())
        }
        Orders::Open(text) => {
            let (first, second) = (rewritten(text, DateOrder::DayFirst), rewritten(text, DateOrder::MonthFirst));
            let (first, second) = (in_words(locale, &first), in_words(locale, &second));
            let hint = td_string!(locale, import.dates_example, text = text.as_str(), first = first, second = second);
            (chosen, hint)
        }
    };
    view! { <SelectField name=DATES_FIELD label=td_string!(locale, import.dates) options value hint unmarked=true empty="" /> }
        .into_any()
}

/// A date of figures, day first, as an unmistakable one: year, month and day.
fn in_words(_: Locale, text: &str) -> String {
    let mut parts = text.split(['/', '.', '-']);
    match (parts.next(), parts.next(), parts.next()) {
        (Some(day), Some(month), Some(year)) => format!("{year}-{month:0>2}-{day:0>2}"),
        _ => text.to_owned(),
    }
}

#[component]
fn Preview(shown: Vec<String>, preview: Vec<PreviewRow>) -> impl IntoView {
    let locale = current_locale();
    let title = td_string!(locale, import.preview);
    let row_label = td_string!(locale, import.row);
    let problem_label = td_string!(locale, import.problem);
    let heads = [row_label, problem_label].map(str::to_owned).into_iter().chain(shown.iter().cloned());
    let heads: Vec<String> = heads.collect();
    let rows: Vec<AnyView> = preview
        .into_iter()
        .map(|row| {
            let what = outcome_text(locale, &row);
            let cells: Vec<_> = shown
                .iter()
                .zip(row.cells)
                .map(|(name, content)| {
                    view! {
                        <td role="cell" data-label=name.clone()>
                            <bdi class="wrap-anywhere">{content}</bdi>
                        </td>
                    }
                })
                .collect();
            view! {
                <tr role="row">
                    <th scope="row" role="rowheader">
                        {row.line}
                    </th>
                    {cell(problem_label, what)}
                    {cells}
                </tr>
            }
            .into_any()
        })
        .collect();
    let table = desk_table(title, heads, rows);
    view! {
        <SectionCard color=SectionColor::Slate title>
            {table}
        </SectionCard>
    }
}

fn outcome_text(locale: Locale, row: &PreviewRow) -> String {
    match row.outcome {
        RowOutcome::Imported => td_string!(locale, import.would_import).to_owned(),
        RowOutcome::Joined => td_string!(locale, import.would_join).to_owned(),
        RowOutcome::Unchanged | RowOutcome::LeftOut => td_string!(locale, import.would_stay).to_owned(),
        RowOutcome::Refused => {
            let reason = row.reason.clone().unwrap_or_default();
            let column = reason.split(':').next().unwrap_or_default();
            let known = field_text(locale, column);
            td_string!(locale, import.would_refuse, reason = known).to_string()
        }
    }
}
