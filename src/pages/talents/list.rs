//! `/talents`: everybody the viewer may find.

use leptos::prelude::*;
use leptos_meta::{Meta, Title};

use super::{
    chips::Chips,
    filter_form::FilterForm,
    names::filter_label,
    results::{NobodyFound, Results},
};
use crate::components::suspended::suspended;
use crate::{
    components::{alert::Alert, lang::current_locale, layout::Page, page_header::PageHeader, tone::Tone},
    domain::directory::FilterName,
    i18n::td_string,
    pages::failure::failure,
    server::services::directory::Choices,
    server_fns::directory::{Directory, search},
};

/// The directory with its search form.
#[component]
pub fn DirectoryListPage() -> impl IntoView {
    let locale = current_locale();
    view! {
        <Title text=td_string!(locale, talents.title) />
        <Meta name="description" content=td_string!(locale, talents.lead) />
        <Page>
            <PageHeader title=td_string!(locale, talents.title) lead=td_string!(locale, talents.lead) />
            {suspended(async move {
                match search().await {
                    Ok(directory) => view! { <Found directory /> }.into_any(),
                    Err(error) => failure(error),
                }
            })}
        </Page>
    }
}

#[component]
fn Found(directory: Directory) -> impl IntoView {
    let Directory { filter, page, choices: Choices { categories, talents } } = directory;
    let ignored = page.ignored.clone();
    let list = if page.cards.is_empty() {
        view! { <NobodyFound filter=filter.clone() page /> }.into_any()
    } else {
        let search = filter.clone();
        view! { <Results page address=move |cursor| format!("/talents?{}", search.at(cursor).to_query()) /> }.into_any()
    };
    view! {
        <FilterForm filter=filter.clone() categories talents=talents.clone() />
        <Ignored names=ignored />
        <Chips filter talents />
        {list}
    }
}

/// Filters of the address that made no sense.
#[component]
fn Ignored(names: Vec<FilterName>) -> impl IntoView {
    if names.is_empty() {
        return ().into_any();
    }
    let locale = current_locale();
    let city_alone = names.contains(&FilterName::City);
    let names: Vec<_> = names.into_iter().map(|name| filter_label(locale, name)).collect();
    view! {
        <div class="mb-6">
            <Alert tone=Tone::Info>
                <p>{td_string!(locale, talents.ignored, filters = names.join(" · ")).to_string()}</p>
                {city_alone.then(|| view! { <p>{td_string!(locale, talents.city_hint)}</p> })}
            </Alert>
        </div>
    }
    .into_any()
}
