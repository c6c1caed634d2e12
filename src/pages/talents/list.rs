//! `/talents`: everybody the viewer may find.

use leptos::prelude::*;
use leptos_meta::{Meta, Title};

use super::{
    chips::Chips,
    filter_form::FilterForm,
    names::filter_label,
    results::{NobodyFound, Results, summary_line},
};
use crate::components::suspended::suspended;
use crate::{
    components::{alert::Alert, lang::current_locale, layout::Page, page_header::PageHeader, tone::Tone},
    domain::directory::FilterName,
    i18n::td_string,
    pages::failure::failure,
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

/// The form beside the results; on phones above them.
#[component]
fn Found(directory: Directory) -> impl IntoView {
    let locale = current_locale();
    let Directory { filter, page, choices } = directory;
    let ignored = page.ignored.clone();
    let summary = summary_line(locale, &page);
    let list = if page.cards.is_empty() {
        view! { <NobodyFound filter=filter.clone() page /> }.into_any()
    } else {
        let search = filter.clone();
        view! {
            <Results page address=move |cursor| format!("/talents?{}", search.at(cursor).to_query()) beside_form=true />
        }
        .into_any()
    };
    view! {
        <div class="grid items-start gap-6 lg:grid-cols-[19rem_minmax(0,1fr)] lg:gap-8">
            <FilterForm filter=filter.clone() choices=choices.clone() />
            <div class="live-results min-w-0" data-live-results data-summary=summary>
                <Ignored names=ignored />
                <Chips filter choices />
                {list}
            </div>
        </div>
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
