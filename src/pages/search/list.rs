//! `/talents`: every main profile the viewer may find.

use crate::pages::search::{chips::chips, filter_form::FilterForm, found::found};
use crate::{
    components::{lang::current_locale, layout::Page, page_header::PageHeader},
    domain::{
        module::Module,
        search::directory::{DirectoryFilter, DirectoryPage, FilterChoices, FilterName},
    },
    i18n::td_string,
    pages::site::failure::loaded,
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
            {loaded(search(), move |(filter, page, choices)| {
                let chips = chips(locale, &filter, &choices.talents);
                let form = view! { <FilterForm filter=filter.clone() choices /> }.into_any();
                let alone = (FilterName::City, td_string!(locale, talents.city_hint));
                found(Module::Main, &filter, page, form, chips, alone)
            })}
        </Page>
    }
}

async fn search() -> AppResult<(DirectoryFilter, DirectoryPage, Arc<FilterChoices>)> {
    let ctx = Ctx::current()?;
    let (filter, page) = directory::search(&ctx.state, ctx.viewer(), ctx.lang(), ctx.query()).await?;
    Ok((filter, page, directory::choices(&ctx.state).await?))
}
