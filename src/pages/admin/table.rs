//! People in a table; on phones each line of it is a card.

use leptos::prelude::*;

use crate::{
    components::{badge::Badge, lang::current_locale, local_time::LocalTime, other_names::OtherNames, tone::Tone},
    i18n::{Locale, td_string},
    named_texts, routes,
    server::services::admin::people_list::PersonLine,
};

/// The table. Its roles are named because the style of phones takes them from its elements.
#[component]
pub fn PeopleRows(lines: Vec<PersonLine>) -> impl IntoView {
    let locale = current_locale();
    let heads = [
        td_string!(locale, admin.person),
        td_string!(locale, field.email),
        td_string!(locale, common.city),
        td_string!(locale, profile.age),
        td_string!(locale, filter.label_module),
        td_string!(locale, admin.registered),
    ];
    let heads = heads
        .into_iter()
        .map(|head| {
            view! {
                <th scope="col" role="columnheader">
                    {head}
                </th>
            }
        })
        .collect_view();
    view! {
        <table class="desk-table" role="table">
            <caption class="sr-only">{td_string!(locale, admin.people)}</caption>
            <thead role="rowgroup">
                <tr role="row">{heads}</tr>
            </thead>
            <tbody role="rowgroup">{lines.into_iter().map(|line| view! { <Row line /> }).collect_view()}</tbody>
        </table>
    }
}

#[component]
fn Row(line: PersonLine) -> impl IntoView {
    let locale = current_locale();
    let states = state_badges(locale, &line);
    let profiles = profile_names(locale, &line);
    let name = line.names.first().unwrap_or(&line.code).clone();
    let href = routes::desk_person(&line.code);
    view! {
        <tr role="row">
            <th scope="row" role="rowheader">
                <a class="link desk-name" href=href>
                    <bdi>{name}</bdi>
                </a>
                <OtherNames names=line.names class="text-sm font-normal" />
                <span class="block w-fit font-mono text-sm font-normal text-muted" dir="ltr">
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
    (!badges.is_empty()).then(|| view! { <ul class="mt-1 flex flex-wrap gap-1 font-normal">{badges}</ul> }.into_any())
}
