//! People in a table; on phones each line of it is a card.

use leptos::prelude::*;

use super::{
    columns::{ColumnRow, Orders, shown},
    group_actions::PersonBox,
    listing::cell,
};
use crate::{
    components::{badge::Badge, lang::current_locale, other_names::OtherNames, tone::Tone},
    domain::{
        desk_columns::DeskColumn,
        search::{filter::FilterId, list::Order, query::SearchQuery},
    },
    i18n::{Locale, td_string},
    routes,
    server::services::admin::people_list::PersonLine,
};

/// The table. Its roles are named because the style of phones takes them from its elements.
#[component]
pub fn PeopleRows(
    lines: Vec<PersonLine>,
    /// The search that found them: its order can be changed in the head, and people be ticked.
    #[prop(optional)]
    query: Option<SearchQuery>,
    /// What is shown beside name and code.
    #[prop(default = DeskColumn::USUAL.to_vec())]
    columns: Vec<DeskColumn>,
) -> impl IntoView {
    let locale = current_locale();
    let selectable = query.is_some();
    let columns = shown(&columns);
    let name = (td_string!(locale, admin.person), Some((Order::Name, Order::NameDown)));
    let heads = columns.iter().map(|column| ((column.label)(locale), column.orders));
    let heads: Vec<AnyView> =
        std::iter::once(name).chain(heads).map(|(label, orders)| head(label, query.as_ref().zip(orders))).collect();
    let rows: Vec<AnyView> = lines.into_iter().map(|line| row(locale, line, selectable, &columns)).collect();
    view! {
        <div class="desk-wide">
            <table class="desk-table" role="table">
                <caption class="sr-only">{td_string!(locale, admin.people)}</caption>
                <thead role="rowgroup">
                    <tr role="row">{heads}</tr>
                </thead>
                <tbody role="rowgroup">{rows}</tbody>
            </table>
        </div>
    }
}

/// The head of a column; of one the search can be ordered by, it leads to that order, then to its reverse.
fn head(label: &'static str, sorted: Option<(&SearchQuery, Orders)>) -> AnyView {
    let Some((query, (up, down))) = sorted else {
        return view! {
            <th scope="col" role="columnheader">
                {label}
            </th>
        }
        .into_any();
    };
    let order = query.order();
    let (direction, next) = if order == up {
        (Some("ascending"), down)
    } else if order == down {
        (Some("descending"), up)
    } else {
        (None, up)
    };
    let href = format!("{}?{}", routes::DESK_PEOPLE, query.with(FilterId::Sort, next.key()).to_address());
    view! {
        <th scope="col" role="columnheader" aria-sort=direction>
            <a class="link" href=href>
                {label}
            </a>
        </th>
    }
    .into_any()
}

fn row(locale: Locale, line: PersonLine, selectable: bool, columns: &[&'static ColumnRow]) -> AnyView {
    let cells: Vec<AnyView> =
        columns.iter().map(|column| cell((column.label)(locale), (column.cell)(locale, &line))).collect();
    let states = state_badges(locale, &line);
    let name = line.names.first().unwrap_or(&line.code).clone();
    let href = routes::desk_person(&line.code);
    view! {
        <tr role="row">
            <th scope="row" role="rowheader">
                {selectable.then(|| view! { <PersonBox code=line.code.clone() name=name.clone() /> })}
                <a class="link desk-name" href=href>
                    <bdi>{name}</bdi>
                </a>
                <OtherNames names=line.names class="text-sm font-normal" />
                <span class="desk-code" dir="ltr">
                    {line.code}
                </span>
                {states}
            </th>
            {cells}
        </tr>
    }
    .into_any()
}

/// What is out of the ordinary about the account; nothing where nothing is.
pub fn state_badges(locale: Locale, line: &PersonLine) -> Option<AnyView> {
    let all = [
        (line.suspended, Tone::Error, td_string!(locale, term.account_suspended)),
        (line.waiting, Tone::Warning, td_string!(locale, term.state_minor_waiting)),
        (line.minor && !line.waiting, Tone::Info, td_string!(locale, filter.label_approved)),
        (line.administrator, Tone::Primary, td_string!(locale, admin.administrator)),
        (!line.email_confirmed, Tone::Neutral, td_string!(locale, admin.email_unconfirmed)),
    ];
    let badges: Vec<_> = all
        .into_iter()
        .filter(|(is_so, ..)| *is_so)
        .map(|(_, tone, text)| view! { <li><Badge tone text /></li> })
        .collect();
    (!badges.is_empty()).then(|| view! { <ul class="desk-states">{badges}</ul> }.into_any())
}
