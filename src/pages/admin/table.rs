//! People in a table; on phones each line of it is a card.

use leptos::prelude::*;

use super::group_actions::PersonBox;
use crate::{
    components::{badge::Badge, lang::current_locale, local_time::LocalTime, other_names::OtherNames, tone::Tone},
    domain::search::{filter::FilterId, list::Order, query::SearchQuery},
    i18n::{Locale, td_string},
    named_texts, routes,
    server::services::admin::people_list::PersonLine,
};

/// The two orders by a column, the one that begins with the least first.
type Orders = (Order, Order);

/// The table. Its roles are named because the style of phones takes them from its elements.
#[component]
pub fn PeopleRows(
    lines: Vec<PersonLine>,
    /// The search that found them: its order can be changed in the head, and people be ticked.
    #[prop(optional)]
    query: Option<SearchQuery>,
) -> impl IntoView {
    let locale = current_locale();
    let selectable = query.is_some();
    let heads = [
        (td_string!(locale, admin.person), Some((Order::Name, Order::NameDown))),
        (td_string!(locale, field.email), None),
        (td_string!(locale, common.city), None),
        (td_string!(locale, profile.age), Some((Order::Youngest, Order::Eldest))),
        (td_string!(locale, filter.label_module), None),
        (td_string!(locale, admin.registered), Some((Order::Oldest, Order::Newest))),
    ];
    let heads = heads.into_iter().map(|(label, orders)| head(label, query.as_ref().zip(orders))).collect_view();
    view! {
        <table class="desk-table" role="table">
            <caption class="sr-only">{td_string!(locale, admin.people)}</caption>
            <thead role="rowgroup">
                <tr role="row">{heads}</tr>
            </thead>
            <tbody role="rowgroup">{lines.into_iter().map(|line| view! { <Row line selectable /> }).collect_view()}</tbody>
        </table>
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

#[component]
fn Row(line: PersonLine, selectable: bool) -> impl IntoView {
    let locale = current_locale();
    let states = state_badges(locale, &line);
    let profiles = profile_names(locale, &line);
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
            <td role="cell" data-label=td_string!(locale, field.email)>
                <bdi class="break-all" dir="ltr">
                    {line.email}
                </bdi>
            </td>
            <td role="cell" data-label=td_string!(locale, common.city)>
                <span>
                    <span aria-hidden="true">{line.flag}</span>
                    " "
                    <bdi>{line.city}</bdi>
                    <span class="sr-only">" " {line.country}</span>
                </span>
            </td>
            <td role="cell" data-label=td_string!(locale, profile.age)>
                {line.age}
            </td>
            <td role="cell" data-label=td_string!(locale, filter.label_module)>
                {profiles}
            </td>
            <td role="cell" data-label=td_string!(locale, admin.registered)>
                <LocalTime moment=line.registered_at />
            </td>
        </tr>
    }
}

/// Which profiles the person has.
fn profile_names(locale: Locale, line: &PersonLine) -> String {
    let names = line.modules.iter().filter_map(|module| named_texts::term(locale, &format!("module_{}", module.key())));
    names.collect::<Vec<_>>().join(" · ")
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
