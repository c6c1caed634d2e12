//! What a search found, or what to do when it found nobody.

use leptos::prelude::*;

use super::{card::TalentCards, names::filter_label};
use crate::{
    components::{
        button::{ButtonLink, ButtonStyle},
        empty_state::EmptyState,
        lang::current_locale,
        numbers::grouped,
        pagination::Pagination,
    },
    domain::directory::{Cursor, DirectoryFilter, DirectoryPage, Total},
    i18n::{Locale, td_string},
};

/// How many people match, as a sentence.
pub fn total_line(locale: Locale, total: Total) -> String {
    match total {
        Total::Exact(count) => td_string!(locale, talents.total, count = grouped(locale, count)).to_string(),
        Total::MoreThanCounted => td_string!(locale, talents.total_more).to_owned(),
    }
}

/// What somebody who does not see the page is told of it.
pub fn summary_line(locale: Locale, page: &DirectoryPage) -> String {
    if page.cards.is_empty() { td_string!(locale, talents.nobody).to_owned() } else { total_line(locale, page.total) }
}

/// Total, cards, neighbouring pages. `address` gives the address of a page of this list.
#[component]
pub fn Results(
    page: DirectoryPage,
    address: impl Fn(Cursor) -> String,
    /// Whether the search form takes a part of the width.
    #[prop(optional)]
    beside_form: bool,
) -> impl IntoView {
    let locale = current_locale();
    view! {
        <p class="mb-4 font-semibold">{total_line(locale, page.total)}</p>
        <TalentCards cards=page.cards beside_form />
        <Pagination previous=page.previous.map(&address) next=page.next.map(&address) />
    }
}

/// Nobody matches: which filter to loosen.
#[component]
pub fn NobodyFound(filter: DirectoryFilter, page: DirectoryPage) -> impl IntoView {
    let locale = current_locale();
    if filter.in_use().is_empty() {
        return view! {
            <EmptyState title=td_string!(locale, talents.nobody_yet) text=td_string!(locale, talents.nobody_yet_text)>
                <ButtonLink href="/auth/register">{td_string!(locale, talents.register)}</ButtonLink>
            </EmptyState>
        }
        .into_any();
    }
    let text = if page.loosen.is_empty() {
        td_string!(locale, talents.loosen_all)
    } else {
        td_string!(locale, talents.loosen)
    };
    let links = page
        .loosen
        .into_iter()
        .map(|name| {
            let query = filter.without(name).to_query();
            view! {
                <ButtonLink href=format!("/talents?{query}") style=ButtonStyle::Outline>
                    {td_string!(locale, talents.without, filter = filter_label(locale, name)).to_string()}
                </ButtonLink>
            }
        })
        .collect_view();
    view! {
        <EmptyState title=td_string!(locale, talents.nobody) text>
            {links}
            <ButtonLink href="/talents" style=ButtonStyle::Quiet>
                {td_string!(locale, talents.clear)}
            </ButtonLink>
        </EmptyState>
    }
    .into_any()
}
