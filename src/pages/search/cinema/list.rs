//! `/cinema/talents`: every CINEMA profile the viewer may find.

use super::{chips::Chips, filter_form::FilterForm, names::filter_label};
use crate::{
    components::{lang::current_locale, layout::Page, page_header::PageHeader, suspended::suspended},
    domain::search::cinema::{CastingFilter, CastingFilterName as Name, CastingPage as FoundPage},
    i18n::td_string,
    pages::{
        search::{Ignored, ListOf, NobodyFound, Results, summary_line},
        site::failure::failure,
    },
    routes,
    server::{ctx::Ctx, error::AppResult, services::search::cinema::search},
};
use leptos::prelude::*;
use leptos_meta::{Meta, Title};

/// The casting search with its form.
#[component]
pub fn CastingPage() -> impl IntoView {
    let locale = current_locale();
    view! {
        <Title text=td_string!(locale, casting.title) />
        <Meta name="description" content=td_string!(locale, casting.lead) />
        <Page>
            <PageHeader title=td_string!(locale, casting.title) lead=td_string!(locale, casting.lead) />
            {suspended(async move {
                match found().await {
                    Ok((filter, page)) => view! { <Found filter page /> }.into_any(),
                    Err(error) => failure(error),
                }
            })}
        </Page>
    }
}

async fn found() -> AppResult<(CastingFilter, FoundPage)> {
    let ctx = Ctx::current()?;
    search(&ctx.state, ctx.viewer(), ctx.lang(), ctx.query()).await
}

/// The form beside the results; on phones above them.
#[component]
fn Found(filter: CastingFilter, page: FoundPage) -> impl IntoView {
    let locale = current_locale();
    let ignored = page.ignored.iter().map(|name| filter_label(locale, *name)).collect();
    let radius_alone = page.ignored.contains(&Name::RadiusKm);
    let summary = summary_line(locale, &page.cards, page.total);
    let address = |search: CastingFilter| format!("{}?{}", routes::CASTING, search.to_query());
    let list = if page.cards.is_empty() {
        let loosen =
            page.loosen.iter().map(|name| (filter_label(locale, *name), address(filter.without(*name)))).collect();
        view! { <NobodyFound list=ListOf::Cinema filtered=!filter.in_use().is_empty() loosen /> }.into_any()
    } else {
        let at = |cursor| address(filter.at(cursor));
        let (previous, next) = (page.previous.map(at), page.next.map(at));
        view! { <Results cards=page.cards total=page.total previous next list=ListOf::Cinema beside_form=true /> }
            .into_any()
    };
    view! {
        <div class="grid items-start gap-6 lg:grid-cols-[19rem_minmax(0,1fr)] lg:gap-8">
            <FilterForm filter=filter.clone() />
            <div class="live-results min-w-0" data-live-results data-summary=summary>
                <Ignored filters=ignored>
                    {radius_alone.then(|| view! { <p>{td_string!(locale, casting.radius_hint)}</p> })}
                </Ignored>
                <Chips filter />
                {list}
            </div>
        </div>
    }
}
