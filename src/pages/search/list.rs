//! `/talents`: every main profile the viewer may find.

use crate::pages::search::{
    card::ListOf,
    chips::Chips,
    filter_form::FilterForm,
    names::filter_label,
    results::{Ignored, NobodyFound, Results, summary_line},
};
use crate::{
    components::{lang::current_locale, layout::Page, page_header::PageHeader, suspended::suspended},
    domain::search::directory::{DirectoryFilter, DirectoryPage, FilterChoices, FilterName},
    i18n::td_string,
    pages::site::failure::failure,
    routes,
    server::{ctx::Ctx, error::AppResult, services::search::directory},
};
use leptos::prelude::*;
use leptos_meta::{Meta, Title};
use std::sync::Arc;

/// The directory with its search form.
#[component]
pub fn DirectoryListPage() -> impl IntoView {
    let locale = current_locale();
    view! {
        <Title text=td_string!(locale, section.talents) />
        <Meta name="description" content=td_string!(locale, talents.lead) />
        <Page>
            <PageHeader title=td_string!(locale, section.talents) lead=td_string!(locale, talents.lead) />
            {suspended(async move {
                match found().await {
                    Ok((filter, page, choices)) => view! { <Found filter page choices /> }.into_any(),
                    Err(error) => failure(error),
                }
            })}
        </Page>
    }
}

async fn found() -> AppResult<(DirectoryFilter, DirectoryPage, Arc<FilterChoices>)> {
    let ctx = Ctx::current()?;
    let (filter, page) = directory::search(&ctx.state, ctx.viewer(), ctx.lang(), ctx.query()).await?;
    Ok((filter, page, directory::choices(&ctx.state).await?))
}

/// The form beside the results; on phones above them.
#[component]
fn Found(filter: DirectoryFilter, page: DirectoryPage, choices: Arc<FilterChoices>) -> impl IntoView {
    let locale = current_locale();
    let city_alone = page.ignored.contains(&FilterName::City);
    let ignored = page.ignored.iter().map(|name| filter_label(locale, *name)).collect();
    let summary = summary_line(locale, &page.cards, page.total);
    let list = if page.cards.is_empty() {
        let without = |name: &FilterName| {
            (filter_label(locale, *name), format!("{}?{}", routes::TALENTS, filter.without(*name).to_query()))
        };
        let loosen = page.loosen.iter().map(without).collect();
        view! { <NobodyFound list=ListOf::Main filtered=!filter.in_use().is_empty() loosen /> }.into_any()
    } else {
        let at = |cursor| format!("{}?{}", routes::TALENTS, filter.at(cursor).to_query());
        let (previous, next) = (page.previous.map(at), page.next.map(at));
        view! { <Results cards=page.cards total=page.total previous next beside_form=true /> }.into_any()
    };
    view! {
        <div class="grid items-start gap-6 lg:grid-cols-[19rem_minmax(0,1fr)] lg:gap-8">
            <FilterForm filter=filter.clone() choices=choices.clone() />
            <div class="live-results min-w-0" data-live-results data-summary=summary>
                <Ignored filters=ignored>
                    {city_alone.then(|| view! { <p>{td_string!(locale, talents.city_hint)}</p> })}
                </Ignored>
                <Chips filter choices />
                {list}
            </div>
        </div>
    }
}
