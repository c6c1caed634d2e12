//! `/api/docs/operations`: every operation of the document.

use leptos::prelude::*;
use leptos_meta::{Meta, Title};

use super::DocsLinks;
use crate::{
    components::{
        html::Html,
        lang::current_locale,
        layout::{Page, PageWidth},
        page_header::PageHeader,
    },
    i18n::{Locale, td_string},
    routes,
    server::{context::use_state, ctx::page_shows_nothing_stored, documents::api_guide::DescribedOperation},
};

/// The operations in their groups. What is said of them is in English, as the document is.
#[component]
pub fn ApiOperationsPage() -> impl IntoView {
    page_shows_nothing_stored();
    let locale = current_locale();
    let mut html = Html::default();
    let state = use_state().ok();
    let described = state.and_then(|state| state.caches.api_operations.get().map(|describe| describe()));
    for operation in described.iter().flat_map(|described| &described.operations) {
        write(&mut html, locale, operation);
    }
    view! {
        <Title text=td_string!(locale, api.docs_operations) />
        <Meta name="description" content=td_string!(locale, api.docs_lead) />
        <Page width=PageWidth::Narrow>
            <PageHeader title=td_string!(locale, api.docs_operations) lead=td_string!(locale, api.docs_lead) />
            <DocsLinks current=routes::API_DOCS_OPERATIONS />
            <div class="api-guide" lang="en" dir="ltr" inner_html=html.into_inner()></div>
        </Page>
    }
}

fn write(html: &mut Html, locale: Locale, operation: &DescribedOperation) {
    html.markup("<section><h2").attribute("id", &operation.id).markup(">").text(&operation.summary).markup("</h2>");
    html.markup("<p><code>").text(&operation.method).markup(" ").text(&operation.path).markup("</code></p>");
    html.written(&operation.description_html());
    let lists = [
        (td_string!(locale, api.docs_parameters), &operation.parameters),
        (td_string!(locale, api.docs_answers), &operation.answers),
    ];
    for (title, lines) in lists {
        if lines.is_empty() {
            continue;
        }
        html.markup("<details><summary>").text(title).markup("</summary><dl class=api-list>");
        for (name, text) in lines {
            html.markup("<dt><code>").text(name).markup("</code></dt><dd>").text(text).markup("</dd>");
        }
        html.markup("</dl></details>");
    }
    for (title, example) in [
        (td_string!(locale, api.docs_example_request), &operation.request),
        (td_string!(locale, api.docs_example), &operation.answer),
    ] {
        if let Some(example) = example {
            html.markup("<p>").text(title).markup("</p><pre><code>").text(example).markup("</code></pre>");
        }
    }
    html.markup("</section>");
}
