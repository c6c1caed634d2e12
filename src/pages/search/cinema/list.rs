//! `/cinema/talents`: every CINEMA profile the viewer may find.

use super::{chips::chips, filter_form::FilterForm};
use crate::{
    components::{lang::current_locale, layout::Page, page_header::PageHeader},
    domain::{
        module::Module,
        search::cinema::{CastingFilter, CastingFilterName as Name, CastingPage as FoundPage},
    },
    i18n::td_string,
    pages::{search::found, site::failure::loaded},
    server::{ctx::Ctx, error::AppResult, services::search::cinema},
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
            {loaded(search(), move |(filter, page)| {
                let chips = chips(locale, &filter);
                let form = view! { <FilterForm filter=filter.clone() /> }.into_any();
                let alone = (Name::RadiusKm, td_string!(locale, casting.radius_hint));
                found(Module::Cinema, &filter, page, form, chips, alone)
            })}
        </Page>
    }
}

async fn search() -> AppResult<(CastingFilter, FoundPage)> {
    let ctx = Ctx::current()?;
    cinema::search(&ctx.state, ctx.viewer(), ctx.lang(), ctx.query()).await
}
