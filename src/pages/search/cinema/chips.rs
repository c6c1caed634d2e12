//! The filters in use, each with a way to take it off.

use leptos::prelude::*;

use super::names::filter_label;
use crate::{
    components::lang::current_locale,
    domain::{
        lang::Lang,
        reference,
        search::cinema::{CastingFilter, CastingFilterName as Name, FilterKind},
    },
    i18n::Locale,
    pages::search::{ChipList, ListOf},
    routes,
    server::context::use_request,
};

/// One chip a filter, and one for each key of a list.
#[component]
pub fn Chips(filter: CastingFilter) -> impl IntoView {
    let locale = current_locale();
    let lang = use_request().lang;
    let chips = filter
        .in_use()
        .into_iter()
        .flat_map(|name| chips_of(locale, lang, &filter, name))
        .map(|(text, rest)| (text, format!("{}?{}", routes::CASTING, rest.to_query())))
        .collect();
    view! { <ChipList chips list=ListOf::Cinema /> }
}

/// What the chips of a filter say and the search without each.
fn chips_of(locale: Locale, lang: Lang, filter: &CastingFilter, name: Name) -> Vec<(String, CastingFilter)> {
    let label = filter_label(locale, name);
    let value = match (name, name.kind()) {
        (_, FilterKind::Keys(list)) => {
            let chosen = filter.keys(name).iter().filter_map(|key| reference::term(list.vocabulary(), key));
            return chosen
                .map(|term| (format!("{label} : {}", term.label(lang)), filter.without_key(name, &term.key)))
                .collect();
        }
        (_, FilterKind::Number { .. }) => filter.number(name).map(|number| number.to_string()).unwrap_or_default(),
        (Name::HasPhoto, _) => return vec![(label.to_owned(), filter.without(name))],
        (Name::Words, _) => filter.words.clone(),
        (Name::Code, _) => filter.code.clone(),
        (Name::City, _) => filter.city.clone(),
        (Name::Country, _) => {
            let code = filter.country.as_deref().unwrap_or_default();
            let country = reference::country(code).map_or(code, |country| country.name(lang));
            format!("{} {country}", reference::flag(code))
        }
        (Name::Gender, _) => {
            let key = filter.gender.as_deref().unwrap_or_default();
            reference::term("gender", key).map_or(key, |term| term.label(lang)).to_owned()
        }
        _ => return Vec::new(),
    };
    vec![(format!("{label} : {value}"), filter.without(name))]
}
