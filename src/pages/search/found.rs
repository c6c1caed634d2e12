//! What a search found, beside its form.

use leptos::prelude::*;

use super::{
    addresses::{LinkRoom, search_address},
    chips::{ChipList, chips},
    form::search_form,
    hints::filter_hint,
    input::FormState,
    results::{Approximate, Ignored, NobodyFound, UnreadableCode, results_line, show_found, summary_line},
};
use crate::{
    components::lang::current_locale,
    domain::search::{
        filter::FilterId,
        list::SearchList,
        page::{SearchPage, TalentChoices},
        query::SearchQuery,
    },
    texts::filters::filter_label,
};

/// The form beside the results; on phones above them. `tools` stand above the results, also where there are none; `show`
/// gets the people with the addresses of the previous and the next page.
pub fn found<Line>(
    query: &SearchQuery,
    page: SearchPage<Line>,
    talents: &TalentChoices,
    tools: Option<AnyView>,
    show: impl FnOnce(Vec<Line>, Option<String>, Option<String>) -> AnyView,
) -> AnyView {
    let (locale, list) = (current_locale(), query.list());
    let state = FormState { query, counts: &page.counts, talents, locale };
    let form = search_form(state, show_found(locale, page.total));
    let line = results_line(state, page.total);
    let chips = chips(locale, query, talents);
    let summary = summary_line(locale, page.total, page.approximate);
    let label = |id: FilterId| filter_label(locale, id);
    let ignored = page.ignored.iter().map(|id| label(*id)).collect();
    // A filter that counts only together with another is not nonsense by itself.
    let alone = page.ignored.iter().find(|id| list.required_by(**id).is_some());
    let hint = alone.map(|id| filter_hint(locale, list, *id));
    let results = if page.lines.is_empty() {
        let mut room = LinkRoom::default();
        let loosen = page.loosen.iter().filter_map(|id| Some((label(*id), room.link(&query.without(*id))?))).collect();
        view! { <NobodyFound list filtered=!query.in_use().is_empty() loosen /> }.into_any()
    } else {
        let at = |cursor| search_address(&query.at(cursor));
        let (previous, next) = (page.previous.map(at), page.next.map(at));
        view! {
            {page.approximate.then(|| view! { <Approximate /> })}
            {show(page.lines, previous, next)}
        }
        .into_any()
    };
    let frame = match list {
        SearchList::Desk => "desk-search",
        SearchList::Directory | SearchList::Casting => {
            "grid items-start gap-6 lg:grid-cols-[19rem_minmax(0,1fr)] lg:gap-8"
        }
    };
    view! {
        <div class=frame>
            {form}
            <div id="results" class="min-w-0">
                {line}
                <div class="live-results" data-live-results data-summary=summary>
                    <Ignored filters=ignored>{hint.map(|hint| view! { <p>{hint}</p> })}</Ignored>
                    {query.unreadable_code().is_some().then(|| view! { <UnreadableCode /> })}
                    <ChipList chips list />
                    {tools}
                    {results}
                </div>
            </div>
        </div>
    }
    .into_any()
}
