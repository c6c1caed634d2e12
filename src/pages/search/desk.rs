//! What a search of the administrators' table found, beside its form.

use leptos::prelude::*;

use super::{
    addresses::{LinkRoom, search_address},
    chips::{ChipList, chips},
    form::search_form,
    hints::filter_hint,
    input::FormState,
    names::filter_label,
    results::{Approximate, Ignored, NobodyFound, UnreadableCode, results_line, show_found, summary_line},
};
use crate::{
    components::{lang::current_locale, pagination::Pagination},
    domain::search::{
        filter::FilterId,
        page::{TalentChoices, Total},
    },
    server::services::admin::people_list::PeopleTable,
};

/// The form beside the lines that were found; on phones above them.
pub fn found_at_the_desk(table: &PeopleTable, talents: &TalentChoices, lines: impl FnOnce() -> AnyView) -> AnyView {
    let (locale, query) = (current_locale(), &table.query);
    let list = query.list();
    let state = FormState { query, counts: &table.counts, talents, locale };
    let total = Total::Exact(table.total);
    let form = search_form(state, show_found(locale, total));
    let line = results_line(state, total);
    let summary = summary_line(locale, total, table.approximate);
    let chips = chips(locale, query, talents);
    let label = |id: FilterId| filter_label(locale, id);
    let ignored = table.ignored.iter().map(|id| label(*id)).collect();
    // A filter that counts only together with another is not nonsense by itself.
    let alone = table.ignored.iter().find(|id| list.required_by(**id).is_some());
    let hint = alone.map(|id| filter_hint(locale, list, *id));
    let results = if table.lines.is_empty() {
        let mut room = LinkRoom::default();
        let loosen = table.loosen.iter().filter_map(|id| Some((label(*id), room.link(&query.without(*id))?))).collect();
        view! { <NobodyFound list filtered=!query.in_use().is_empty() loosen /> }.into_any()
    } else {
        let at = |cursor| search_address(&query.at(cursor));
        let (previous, next) = (table.previous.map(at), table.next.map(at));
        view! {
            {table.approximate.then(|| view! { <Approximate /> })}
            {lines()}
            <Pagination previous next />
        }
        .into_any()
    };
    view! {
        <div class="desk-search">
            {form}
            <div class="min-w-0">
                {line}
                <div class="live-results" data-live-results data-summary=summary>
                    <Ignored filters=ignored>{hint.map(|hint| view! { <p>{hint}</p> })}</Ignored>
                    {query.unreadable_code().is_some().then(|| view! { <UnreadableCode /> })}
                    <ChipList chips list />
                    {results}
                </div>
            </div>
        </div>
    }
    .into_any()
}
