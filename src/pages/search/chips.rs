//! The filters in use, each with a way to take it off.

use std::sync::Arc;

use leptos::prelude::*;

use crate::pages::search::{card::ListOf, names::filter_label};
use crate::{
    components::lang::current_locale,
    domain::{
        lang::Lang,
        reference,
        search::directory::{DirectoryFilter, FilterChoices, FilterName},
        talents::Talent,
    },
    i18n::{Locale, td_string},
    routes,
    server::context::use_lang,
};

/// One chip a filter; every chip is a link to the same search without it.
#[component]
pub fn Chips(filter: DirectoryFilter, choices: Arc<FilterChoices>) -> impl IntoView {
    let locale = current_locale();
    let lang = use_lang();
    let chips: Vec<_> =
        filter.in_use().into_iter().flat_map(|name| chips_of(locale, lang, &filter, name, &choices.talents)).collect();
    let chips =
        chips.into_iter().map(|(text, rest)| (text, format!("{}?{}", routes::TALENTS, rest.to_query()))).collect();
    view! { <ChipList chips list=ListOf::Main /> }
}

/// Chips with what they say and where they lead: to the same search without that filter.
#[component]
pub fn ChipList(chips: Vec<(String, String)>, list: ListOf) -> impl IntoView {
    if chips.is_empty() {
        return ().into_any();
    }
    let locale = current_locale();
    let chips = chips
        .into_iter()
        .map(|(text, href)| {
            view! {
                <li>
                    <a class="chip chip-link border-primary/25 bg-primary/10 text-primary-strong" href=href>
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
                <a class="link inline-block px-2 py-2.5" href=list.address()>
                    {td_string!(locale, talents.clear)}
                </a>
            </li>
        </ul>
    }
    .into_any()
}

/// What the chips of a filter say and the search without each.
fn chips_of(
    locale: Locale,
    lang: Lang,
    filter: &DirectoryFilter,
    name: FilterName,
    talents: &[Talent],
) -> Vec<(String, DirectoryFilter)> {
    let term = |list: &str, key: &Option<String>| {
        let key = key.as_deref().unwrap_or_default();
        reference::term(list, key).map_or_else(|| key.to_owned(), |term| term.label(lang).to_owned())
    };
    let value = match name {
        FilterName::Words => filter.words.clone(),
        FilterName::Code => filter.code.clone(),
        FilterName::City => filter.city.clone(),
        FilterName::Country => {
            let code = filter.country.as_deref().unwrap_or_default();
            let country = reference::country(code).map_or(code, |country| country.name(lang));
            format!("{} {country}", reference::flag(code))
        }
        FilterName::Gender => term("gender", &filter.gender),
        FilterName::Availability => term("availability", &filter.availability),
        FilterName::WorkMode => term("work_mode", &filter.work_mode),
        FilterName::ExperienceMin => filter.experience_min.map(|years| years.to_string()).unwrap_or_default(),
        FilterName::Talent => {
            let chosen = talents.iter().filter(|talent| filter.talents.contains(&talent.key));
            return chosen
                .map(|talent| (format!("{} {}", talent.emoji, talent.label(lang)), filter.without_talent(&talent.key)))
                .collect();
        }
        FilterName::Language => {
            let chosen = filter.languages.iter().filter_map(|key| reference::term("language", key));
            return chosen
                .map(|language| (language.label(lang).to_owned(), filter.without_language(&language.key)))
                .collect();
        }
        FilterName::HasPhoto => return vec![(filter_label(locale, name).to_owned(), filter.without(name))],
        FilterName::Cursor => return Vec::new(),
    };
    vec![(format!("{} : {value}", filter_label(locale, name)), filter.without(name))]
}
