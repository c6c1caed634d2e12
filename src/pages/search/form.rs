//! The form of a search: a plain GET, so that every search has an address.

use leptos::prelude::*;

use super::{addresses::list_address, hints::group_hint, input::FormState, names::group_title};
use crate::{
    components::{
        button::Button,
        icon::{Icon, IconName},
    },
    domain::search::{
        filter::{Filter, FilterGroup, FilterKind},
        list::SearchList,
    },
    i18n::td_string,
    islands::live_search::LiveSearch,
};

/// The id of the form: what stands beside the results names it.
pub const SEARCH_FORM: &str = "people-search";

/// Every filter of a list with what is chosen now. On phones all but the head are folded away; while they are open, the
/// button stays in sight, which with script says how many people it shows: `found`.
pub fn search_form(form: FormState<'_>, found: String) -> AnyView {
    let (locale, list) = (form.locale, form.query.list());
    let query = form.query.first_page().to_address();
    let used = in_use(form, |group| group != FilterGroup::Head);
    let head = inputs(form, &filters_of(list, FilterGroup::Head), false);
    let folds = groups_fold(list);
    let groups = FilterGroup::ALL
        .into_iter()
        .filter(|group| *group != FilterGroup::Head)
        .filter_map(|group| group_view(form, group, folds))
        .collect_view();
    let grid = if folds { "pt-2" } else { "grid gap-4 pt-2 sm:grid-cols-2 lg:grid-cols-1" };
    view! {
        <LiveSearch query failed=td_string!(locale, search.live_failed).to_owned()>
            <form
                id=SEARCH_FORM
                action=list_address(list)
                method="get"
                role="search"
                class="rounded-box border border-base-300 bg-base-200 p-4 sm:p-5"
            >
                <div class="grid gap-3">{head}</div>
                <details class="filters-fold mt-3">
                    <summary>
                        {td_string!(locale, search.filters)} {in_use_mark("all", used)}
                    </summary>
                    <div class=grid>{groups}</div>
                </details>
                <div class="search-bar">
                    <Button>
                        <Icon name=IconName::Search />
                        <span class="search-word">{td_string!(locale, common.search)}</span>
                        <span class="found-word" data-count="found">
                            {found}
                        </span>
                    </Button>
                    <a class="btn btn-ghost" href=list_address(list)>
                        {td_string!(locale, search.clear)}
                    </a>
                </div>
            </form>
        </LiveSearch>
    }
    .into_any()
}

/// Whether a list has so many filters that each group is folded away by itself.
fn groups_fold(list: SearchList) -> bool {
    list != SearchList::Directory
}

/// The filters of a group that the form asks for. Private values that are compared whole have a form of their own, which
/// is posted: this one writes an address.
fn filters_of(list: SearchList, group: FilterGroup) -> Vec<&'static Filter> {
    let is_asked = |filter: &&Filter| filter.group == group && !matches!(filter.kind, FilterKind::Exact(_));
    list.filters().filter(is_asked).collect()
}

fn inputs(form: FormState<'_>, filters: &[&Filter], alone: bool) -> AnyView {
    let mut views = Vec::with_capacity(filters.len());
    let mut rest = filters;
    while let Some((filter, others)) = rest.split_first() {
        let next = others.split_first();
        let range = next.and_then(|(next, others)| Some((next, others, filter.range_with(next)?)));
        rest = if let Some((next, others, measure)) = range {
            views.push(form.range(filter.id, next.id, measure.bounds()));
            others
        } else {
            views.push(form.input(filter, alone));
            others
        };
    }
    views.into_any()
}

/// A group of filters; one that folds has its title and how many are in use, and is open when any is.
fn group_view(form: FormState<'_>, group: FilterGroup, folds: bool) -> Option<AnyView> {
    let filters = filters_of(form.query.list(), group);
    if filters.is_empty() {
        return None;
    }
    let inputs = inputs(form, &filters, folds && filters.len() == 1);
    if !folds {
        return Some(inputs);
    }
    let used = in_use(form, |other| other == group);
    let hint = group_hint(form.locale, group);
    let folded = view! {
        <details open=used != 0 class="border-t border-base-300">
            <summary>
                {group_title(form.locale, group)} {in_use_mark(group.key(), used)}
            </summary>
            <div class="grid gap-4 pt-1 pb-4 sm:grid-cols-2 lg:grid-cols-1">
                {hint.map(|hint| view! { <p class="text-sm text-muted sm:col-span-full">{hint}</p> })} {inputs}
            </div>
        </details>
    };
    Some(folded.into_any())
}

/// How many filters of some groups are in use.
fn in_use(form: FormState<'_>, wanted: impl Fn(FilterGroup) -> bool) -> usize {
    let used = form.query.in_use();
    form.query.list().filters().filter(|filter| wanted(filter.group) && used.contains(&filter.id)).count()
}

/// How many filters are in use, in brackets; it follows the live results.
fn in_use_mark(group: &'static str, used: usize) -> impl IntoView {
    let text = (used != 0).then(|| format!(" ({used})"));
    view! { <span data-count=format!("group:{group}")>{text}</span> }
}
