//! `/talents/{talent}`: the people with one talent.

use super::{
    addresses::{people_with, search_address},
    results::{Results, found_line},
};
use crate::{
    components::{
        button::{ButtonLink, ButtonStyle},
        empty_state::EmptyState,
        lang::current_locale,
        layout::Page,
        page_header::PageHeader,
    },
    domain::{
        search::{cursor::Cursor, filter::FilterId, list::SearchList, page::SearchPage, query::SearchQuery},
        talents::Talent,
    },
    i18n::td_string,
    pages::site::{error::NotFoundPage, failure::loaded},
    routes,
    server::{context::use_lang, ctx::Ctx, error::AppResult, freshness::Shown, services::search::lists},
};
use leptos::prelude::*;
use leptos_meta::{Meta, Title};
use leptos_router::hooks::use_params_map;

/// People who chose a talent, newest first.
#[component]
pub fn TalentPage() -> impl IntoView {
    let key = use_params_map().with_untracked(|params| params.get("talent")).unwrap_or_default();
    loaded(found_with(key), move |found| match found {
        Some((talent, page)) => view! { <People talent page /> }.into_any(),
        None => view! { <NotFoundPage /> }.into_any(),
    })
}

async fn found_with(key: String) -> AppResult<Option<(Talent, SearchPage)>> {
    let ctx = Ctx::current()?;
    let found = lists::people_with(&ctx.state, ctx.viewer(), ctx.lang(), key, ctx.query()).await?;
    ctx.shows(Shown::Everyone);
    Ok(found)
}

#[component]
fn People(talent: Talent, page: SearchPage) -> impl IntoView {
    let locale = current_locale();
    let label = talent.labels.get(use_lang()).to_owned();
    let address = people_with(&talent.key);
    let search = search_address(&SearchQuery::everyone(SearchList::Directory).with(FilterId::Talent, &talent.key));
    let lead = td_string!(locale, search.by_talent_lead, talent = label.as_str()).to_string();
    let list = if page.lines.is_empty() {
        view! {
            <EmptyState title=td_string!(locale, search.nobody_with)>
                <ButtonLink href=routes::REGISTER>{td_string!(locale, auth.register_link)}</ButtonLink>
            </EmptyState>
        }
        .into_any()
    } else {
        let at = |cursor: Cursor| format!("{address}?page={}", cursor.encode());
        let (previous, next) = (page.previous.map(at), page.next.map(at));
        view! {
            <p class="mb-4 font-semibold">{found_line(locale, page.total)}</p>
            <Results cards=page.lines previous next />
        }
        .into_any()
    };
    view! {
        <Title text=label.clone() />
        <Meta name="description" content=lead.clone() />
        <Page>
            <PageHeader title=format!("{} {label}", talent.emoji) lead>
                <ButtonLink href=search style=ButtonStyle::Outline>
                    {td_string!(locale, search.refine)}
                </ButtonLink>
            </PageHeader>
            {list}
        </Page>
    }
}
