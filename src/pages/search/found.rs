//! What a search found, beside its form.

use leptos::prelude::*;

use super::{
    card::list_address,
    chips::{Chip, ChipList},
    names::filter_label,
    results::{Ignored, NobodyFound, Results, summary_line},
};
use crate::{
    components::lang::current_locale,
    domain::{
        module::Module,
        search::{directory::DirectoryPage, listing::ListFilter},
    },
};

/// The form beside the results; on phones above them. `alone` is a filter that counts only together with another, and
/// the sentence that says so.
pub fn found<F: ListFilter>(
    list: Module,
    filter: &F,
    page: DirectoryPage<F::Name>,
    form: AnyView,
    chips: Vec<Chip<F>>,
    alone: (F::Name, &'static str),
) -> AnyView {
    let locale = current_locale();
    let label = |name: F::Name| filter_label(locale, F::key(name));
    let address = |search: F| format!("{}?{}", list_address(list), search.to_query());
    let summary = summary_line(locale, &page.cards, page.total);
    let ignored = page.ignored.iter().map(|name| label(*name)).collect();
    let hint = page.ignored.contains(&alone.0).then_some(alone.1);
    let results = if page.cards.is_empty() {
        let loosen = page.loosen.iter().map(|name| (label(*name), address(filter.without(*name)))).collect();
        view! { <NobodyFound list filtered=!filter.in_use().is_empty() loosen /> }.into_any()
    } else {
        let at = |cursor| address(filter.at(cursor));
        let (previous, next) = (page.previous.map(at), page.next.map(at));
        view! { <Results cards=page.cards total=page.total previous next list beside_form=true /> }.into_any()
    };
    let chips = chips.into_iter().map(|(text, rest)| (text, address(rest))).collect();
    view! {
        <div class="grid items-start gap-6 lg:grid-cols-[19rem_minmax(0,1fr)] lg:gap-8">
            {form}
            <div class="live-results min-w-0" data-live-results data-summary=summary>
                <Ignored filters=ignored>{hint.map(|hint| view! { <p>{hint}</p> })}</Ignored>
                <ChipList chips list />
                {results}
            </div>
        </div>
    }
    .into_any()
}
