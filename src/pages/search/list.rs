//! `/talents` and `/cinema/talents`: every profile of a module the viewer may find.

use std::sync::Arc;

use leptos::prelude::*;
use leptos_meta::{Meta, Title};

use super::{found::found, results::Results};
use crate::{
    components::{lang::current_locale, layout::Page, page_header::PageHeader},
    domain::search::{
        list::SearchList,
        page::{SearchPage, TalentChoices},
        query::SearchQuery,
    },
    i18n::td_string,
    pages::site::failure::loaded,
    server::{ctx::Ctx, error::AppResult, freshness::Shown, services::search::lists},
};

/// The directory with its search form.
#[component]
pub fn DirectoryListPage() -> impl IntoView {
    let locale = current_locale();
    let (title, lead) = (td_string!(locale, section.talents), td_string!(locale, search.directory_lead));
    view! { <ListPage list=SearchList::Directory title lead /> }
}

/// The casting search with its form.
#[component]
pub fn CastingPage() -> impl IntoView {
    let locale = current_locale();
    let (title, lead) = (td_string!(locale, search.casting_title), td_string!(locale, search.casting_lead));
    view! { <ListPage list=SearchList::Casting title lead /> }
}

#[component]
fn ListPage(list: SearchList, title: &'static str, lead: &'static str) -> impl IntoView {
    view! {
        <Title text=title />
        <Meta name="description" content=lead />
        <Page>
            <PageHeader title lead brief=true />
            {loaded(search(list), move |(query, page, talents)| {
                found(&query, page, &talents, None, |cards, previous, next| {
                    view! { <Results cards previous next list beside_form=true /> }.into_any()
                })
            })}
        </Page>
    }
}

async fn search(list: SearchList) -> AppResult<(SearchQuery, SearchPage, Arc<TalentChoices>)> {
    let ctx = Ctx::current()?;
    let (query, page) = lists::search(&ctx.state, ctx.viewer(), ctx.lang(), list, ctx.query()).await?;
    let talents = lists::talent_choices(&ctx.state).await?;
    ctx.shows(Shown::Everyone);
    Ok((query, page, talents))
}
