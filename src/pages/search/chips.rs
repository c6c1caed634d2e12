//! The filters in use, each with a way to take it off.

use leptos::prelude::*;

use super::addresses::{LinkRoom, list_address};
use crate::{
    components::lang::current_locale,
    domain::search::{filter::FilterId, list::SearchList, page::TalentChoices, query::SearchQuery},
    i18n::{Locale, td_string},
    texts::filters::filter_text,
};

/// What a chip says, and where the same search without its filter is: a chip for each value of a filter. Of a very long
/// search the last ones lead nowhere.
pub fn chips(locale: Locale, query: &SearchQuery, talents: &TalentChoices) -> Vec<(String, Option<String>)> {
    let mut room = LinkRoom::default();
    let chips_of = |id: FilterId| {
        let values = query.values(id).iter();
        values
            .map(|value| (filter_text(locale, id, value, talents), room.link(&query.without_value(id, value))))
            .collect::<Vec<_>>()
    };
    query.in_use().into_iter().flat_map(chips_of).collect()
}

/// Chips with what they say and where they lead.
#[component]
pub fn ChipList(chips: Vec<(String, Option<String>)>, list: SearchList) -> impl IntoView {
    if chips.is_empty() {
        return ().into_any();
    }
    let locale = current_locale();
    let chips = chips
        .into_iter()
        .map(|(text, href)| {
            let Some(href) = href else {
                return view! {
                    <li class="chip border-primary/25 bg-primary/10 text-primary-strong">
                        <bdi>{text}</bdi>
                    </li>
                }
                .into_any();
            };
            view! {
                <li>
                    <a class="chip chip-link border-primary/25 bg-primary/10 text-primary-strong" href=href>
                        <span class="sr-only">{td_string!(locale, search.remove)} " "</span>
                        <bdi>{text}</bdi>
                        <span aria-hidden="true">"✕"</span>
                    </a>
                </li>
            }
            .into_any()
        })
        .collect_view();
    view! {
        <ul class="mb-6 flex flex-wrap items-center gap-2" aria-label=td_string!(locale, search.in_use)>
            {chips}
            <li>
                <a class="link inline-flex min-h-11 items-center" href=list_address(list)>
                    {td_string!(locale, search.clear)}
                </a>
            </li>
        </ul>
    }
    .into_any()
}
