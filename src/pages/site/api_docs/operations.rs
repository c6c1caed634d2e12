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
    islands::api_console::{ApiConsole, ApiConsoleLabels},
    routes,
    server::{
        context::use_state,
        ctx::page_shows_nothing_stored,
        documents::api_guide::{DescribedOperation, Trial},
    },
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
    let html = html.into_inner();
    let labels = ApiConsoleLabels {
        token: td_string!(locale, api.console_token).to_owned(),
        hint: td_string!(locale, api.console_token_hint).to_owned(),
    };
    view! {
        <Title text=td_string!(locale, api.docs_operations) />
        <Meta name="description" content=td_string!(locale, api.docs_lead) />
        <Page width=PageWidth::Narrow>
            <PageHeader title=td_string!(locale, api.docs_operations) lead=td_string!(locale, api.docs_lead) />
            <DocsLinks current=routes::API_DOCS_OPERATIONS />
            <ApiConsole labels=labels>
                <div class="api-guide" lang="en" dir="ltr" inner_html=html></div>
            </ApiConsole>
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
    if let Some(trial) = operation.trial {
        write_trial(html, locale, operation, trial);
    }
    html.markup("</section>");
}

/// What is typed to try an operation; shown where a script can send it.
fn write_trial(html: &mut Html, locale: Locale, operation: &DescribedOperation, trial: Trial) {
    let id = |name: &str| format!("try-{}-{name}", operation.id);
    let label = |html: &mut Html, name: &str, text: &str| {
        html.markup("<label class=\"mt-3 mb-1.5 block font-semibold\"").attribute("for", id(name)).markup(">");
        html.text(text).markup("</label>");
    };
    html.markup("<div data-try hidden").attribute("data-method", &operation.method);
    html.flag("data-needs-token", trial.needs_token).markup(">");
    label(html, "address", td_string!(locale, api.console_address));
    html.markup("<input class=\"input w-full\" name=address autocomplete=off").attribute("id", id("address"));
    html.attribute("value", &operation.path).markup(">");
    if trial.has_tag {
        label(html, "if-match", "If-Match");
        html.markup("<input class=\"input w-full\" name=if-match autocomplete=off").attribute("id", id("if-match"));
        html.markup(">");
    }
    if let Some(request) = &operation.request {
        label(html, "body", td_string!(locale, api.console_body));
        html.markup("<textarea class=\"textarea w-full\" rows=8 name=body").attribute("id", id("body")).markup(">");
        html.text(request).markup("</textarea>");
    }
    html.markup("<button type=button class=\"btn btn-primary my-3\" data-send>");
    html.text(td_string!(locale, api.console_send)).markup("</button><p role=status class=\"min-h-6 font-medium\"");
    html.attribute("data-wrong", td_string!(locale, api.console_wrong))
        .markup("></p><pre tabindex=0 hidden></pre></div>");
}
