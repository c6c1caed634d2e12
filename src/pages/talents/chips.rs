//! The filters in use, each with a way to take it off.

use leptos::prelude::*;

use super::names::filter_label;
use crate::{
    components::lang::current_locale,
    domain::{
        directory::{DirectoryFilter, FilterName},
        reference,
    },
    i18n::td_string,
    server::{context::use_request, services::directory::Talent},
};

/// One chip a filter; every chip is a link to the same search without it.
#[component]
pub fn Chips(filter: DirectoryFilter, talents: Vec<Talent>) -> impl IntoView {
    let locale = current_locale();
    let lang = use_request().lang;
    let mut chips: Vec<(String, DirectoryFilter)> = Vec::new();
    for name in filter.in_use() {
        let value = match name {
            FilterName::Words => filter.words.clone(),
            FilterName::Code => filter.code.clone(),
            FilterName::City => filter.city.clone(),
            FilterName::Country => {
                let code = filter.country.as_deref().unwrap_or_default();
                reference::country(code)
                    .map_or_else(|| code.to_owned(), |c| format!("{} {}", reference::flag(code), c.name(lang)))
            }
            FilterName::Gender => {
                let key = filter.gender.as_deref().unwrap_or_default();
                reference::term("gender", key).map_or_else(|| key.to_owned(), |term| term.label(lang).to_owned())
            }
            FilterName::Talent => {
                let chosen = talents.iter().filter(|talent| filter.talents.contains(&talent.key));
                chips.extend(chosen.map(|t| (format!("{} {}", t.emoji, t.label(lang)), filter.without_talent(&t.key))));
                continue;
            }
            FilterName::Cursor => continue,
        };
        chips.push((format!("{} : {value}", filter_label(locale, name)), filter.without(name)));
    }
    if chips.is_empty() {
        return ().into_any();
    }
    let chips = chips
        .into_iter()
        .map(|(text, rest)| {
            view! {
                <li>
                    <a class="chip chip-link border-primary/25 bg-primary/10 text-primary-strong" href=format!("/talents?{}", rest.to_query())>
                        <span class="sr-only">{td_string!(locale, talents.remove)} " "</span>
                        <bdi>{text}</bdi>
                        <span aria-hidden="true">"✕"</span>
                    </a>
                </li>
            }
        })
        .collect_view();
    view! {
        <ul class="mb-6 flex flex-wrap items-center gap-2" aria-label=td_string!(locale, talents.in_use)>
            {chips}
            <li>
                <a class="link inline-block px-2 py-2.5" href="/talents">
                    {td_string!(locale, talents.clear)}
                </a>
            </li>
        </ul>
    }
    .into_any()
}
