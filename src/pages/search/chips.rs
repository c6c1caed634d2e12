//! The filters in use, each with a way to take it off.

use leptos::prelude::*;

use crate::pages::search::{card::list_address, names::filter_label};
use crate::{
    components::lang::current_locale,
    domain::{
        module::Module,
        reference,
        search::{
            directory::{DirectoryFilter, FilterName},
            listing::ListFilter,
        },
        talents::Talent,
    },
    i18n::{Locale, td_string},
};

/// What a chip says, and the same search without its filter.
pub type Chip<F> = (String, F);

/// One chip a filter, and one for each talent and language.
pub fn chips(locale: Locale, filter: &DirectoryFilter, talents: &[Talent]) -> Vec<Chip<DirectoryFilter>> {
    let lang = locale.into();
    let chips_of = |name: FilterName| match name {
        FilterName::Talent => {
            let chosen = talents.iter().filter(|talent| filter.talents.contains(&talent.key));
            chosen
                .map(|talent| {
                    (format!("{} {}", talent.emoji, talent.labels.get(lang)), filter.without_value(name, &talent.key))
                })
                .collect()
        }
        FilterName::Language => {
            let chosen = filter.languages.iter().filter_map(|key| reference::term("language", key));
            chosen
                .map(|language| (language.label(lang).to_owned(), filter.without_value(name, &language.key)))
                .collect()
        }
        FilterName::HasPhoto => vec![(filter_label(locale, name.key()).to_owned(), filter.without(name))],
        _ => value_chips(locale, filter, name, name.key()),
    };
    filter.in_use().into_iter().flat_map(chips_of).collect()
}

/// One chip for each value of a filter: « filter : value ». What is no key of the closed list stands as it was typed.
pub fn value_chips<F: ListFilter>(locale: Locale, filter: &F, name: F::Name, list: &str) -> Vec<Chip<F>> {
    let lang = locale.into();
    let label = filter_label(locale, F::key(name));
    let in_words = |value: &str| match list {
        "country" => {
            let country = reference::country(value).map_or(value, |country| country.name(lang));
            format!("{} {country}", reference::flag(value))
        }
        list => reference::term(list, value).map_or(value, |term| term.label(lang)).to_owned(),
    };
    let values = filter.values(name).into_iter();
    values.map(|value| (format!("{label} : {}", in_words(&value)), filter.without_value(name, &value))).collect()
}

/// Chips with what they say and where they lead: to the same search without that filter.
#[component]
pub fn ChipList(chips: Vec<(String, String)>, list: Module) -> impl IntoView {
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
                <a class="link inline-block px-2 py-2.5" href=list_address(list)>
                    {td_string!(locale, talents.clear)}
                </a>
            </li>
        </ul>
    }
    .into_any()
}
