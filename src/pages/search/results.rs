//! The results of a search, or what to do when there are none.

use leptos::prelude::*;

use super::{
    addresses::{COMPARE_FORM, comparison_address, list_address, registration_address},
    card::TalentCards,
    form::SEARCH_FORM,
    input::FormState,
};
use crate::{
    components::{
        alert::Alert,
        button::{Button, ButtonLink, ButtonStyle},
        empty_state::EmptyState,
        lang::current_locale,
        pagination::Pagination,
        tone::Tone,
    },
    domain::search::{
        list::SearchList,
        page::{TalentCard, Total},
    },
    i18n::{Locale, td_string},
    texts::numbers::grouped,
};

/// How many people match, as a sentence.
fn total_line(locale: Locale, total: Total) -> String {
    match total {
        Total::Exact(count) => td_string!(locale, search.total, count = grouped(locale, count)).to_string(),
        Total::MoreThanCounted => td_string!(locale, search.total_more).to_owned(),
    }
}

/// How many people match, over the results.
pub fn found_line(locale: Locale, total: Total) -> String {
    match total {
        Total::Exact(0) => String::new(),
        Total::Exact(count) => {
            td_string!(locale, search.found, count = count, number = grouped(locale, count)).to_string()
        }
        Total::MoreThanCounted => td_string!(locale, search.found_more).to_owned(),
    }
}

/// What the button of the form says while its filters lie over the results.
pub fn show_found(locale: Locale, total: Total) -> String {
    match total {
        Total::Exact(0) => td_string!(locale, search.nobody).to_owned(),
        Total::Exact(count) => {
            td_string!(locale, search.show_found, count = count, number = grouped(locale, count)).to_string()
        }
        Total::MoreThanCounted => td_string!(locale, search.show_found_more).to_owned(),
    }
}

/// The total with the orders of the list beside it. They stand outside what live results replace: an order that was just
/// chosen keeps the focus.
pub fn results_line(form: FormState<'_>, total: Total) -> AnyView {
    view! {
        <div class="results-line">
            <p class="font-semibold" data-count="total">
                {found_line(form.locale, total)}
            </p>
            {form.order(SEARCH_FORM)}
        </div>
    }
    .into_any()
}

/// The summary for screen readers.
pub fn summary_line(locale: Locale, total: Total, approximate: bool) -> String {
    if total == Total::Exact(0) {
        td_string!(locale, search.nobody).to_owned()
    } else if approximate {
        format!("{} {}", td_string!(locale, search.approximate), total_line(locale, total))
    } else {
        total_line(locale, total)
    }
}

/// Cards with the bar that compares those ticked, addresses of the neighbouring pages.
#[component]
pub fn Results(
    cards: Vec<TalentCard>,
    previous: Option<String>,
    next: Option<String>,
    #[prop(default = SearchList::Directory)] list: SearchList,
    /// Whether the search form takes a part of the width.
    #[prop(optional)]
    beside_form: bool,
) -> impl IntoView {
    let locale = current_locale();
    view! {
        <p class="mb-4 text-sm text-muted">{td_string!(locale, search.compare_hint)}</p>
        <TalentCards cards list beside_form />
        <Pagination previous next />
        // It counts the ticked boxes before it, and is not seen without any.
        <form id=COMPARE_FORM action=comparison_address(list) method="get" class="compare-bar">
            <p class="compare-count">{td_string!(locale, search.compare_chosen)}</p>
            <Button>{td_string!(locale, search.compare)}</Button>
        </form>
    }
}

/// No exact match for the words as they were typed.
#[component]
pub fn Approximate() -> impl IntoView {
    view! {
        <div class="mb-6">
            <Alert tone=Tone::Info>
                <p>{td_string!(current_locale(), search.approximate)}</p>
            </Alert>
        </div>
    }
}

/// What was typed as a code is none: no person was looked for.
#[component]
pub fn UnreadableCode() -> impl IntoView {
    view! {
        <div class="mb-6">
            <Alert tone=Tone::Info>
                <p>{td_string!(current_locale(), search.code_unreadable)}</p>
            </Alert>
        </div>
    }
}

/// No result: which filter to loosen.
#[component]
pub fn NobodyFound(
    list: SearchList,
    /// Whether there was any filter.
    filtered: bool,
    /// Filters without which there would be a result, with the address of that search.
    loosen: Vec<(&'static str, String)>,
) -> impl IntoView {
    let locale = current_locale();
    if !filtered {
        return view! {
            <EmptyState title=td_string!(locale, search.nobody_yet) text=td_string!(locale, search.nobody_yet_text)>
                <ButtonLink href=registration_address(list)>{td_string!(locale, auth.register_link)}</ButtonLink>
            </EmptyState>
        }
        .into_any();
    }
    let text =
        if loosen.is_empty() { td_string!(locale, search.loosen_all) } else { td_string!(locale, search.loosen) };
    let links = loosen
        .into_iter()
        .map(|(filter, href)| {
            view! {
                <ButtonLink href style=ButtonStyle::Outline>
                    {td_string!(locale, search.without, filter = filter).to_string()}
                </ButtonLink>
            }
        })
        .collect_view();
    view! {
        <EmptyState title=td_string!(locale, search.nobody) text>
            {links}
            <ButtonLink href=list_address(list) style=ButtonStyle::Quiet>
                {td_string!(locale, search.clear)}
            </ButtonLink>
        </EmptyState>
    }
    .into_any()
}

/// Filters of the address that made no sense; the children say more.
#[component]
pub fn Ignored(filters: Vec<&'static str>, #[prop(optional)] children: Option<Children>) -> impl IntoView {
    if filters.is_empty() {
        return ().into_any();
    }
    let locale = current_locale();
    view! {
        <div class="mb-6">
            <Alert tone=Tone::Info>
                <p>{td_string!(locale, search.ignored, filters = filters.join(" · ")).to_string()}</p>
                {children.map(|children| children())}
            </Alert>
        </div>
    }
    .into_any()
}
