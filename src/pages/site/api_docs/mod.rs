//! `/api/docs`: how programs use the site.

mod operations;

use leptos::prelude::*;
use leptos_meta::{Meta, Title};

pub use self::operations::ApiOperationsPage;
use crate::{
    components::{
        html::Html,
        lang::current_locale,
        layout::{Page, PageWidth},
        page_header::PageHeader,
    },
    i18n::{Locale, td_string},
    named_texts,
    pages::site::legal::TextSection,
    routes,
    server::{
        context::use_state,
        ctx::page_shows_nothing_stored,
        documents::api_guide::{guide, written_in},
    },
};

/// The guide, then what every error means.
#[component]
pub fn ApiGuidePage() -> impl IntoView {
    page_shows_nothing_stored();
    let locale = current_locale();
    let lang = written_in(locale.into());
    let state = use_state().ok();
    let site = state.as_ref().map(|state| state.config.base_url.clone()).unwrap_or_default();
    let codes = state.and_then(|state| Some(state.caches.api_operations.get()?().codes.clone())).unwrap_or_default();
    let other = (lang != locale.into()).then(|| td_string!(locale, api.docs_language_note));
    view! {
        <Title text=td_string!(locale, api.docs_title) />
        <Meta name="description" content=td_string!(locale, api.docs_lead) />
        <Page width=PageWidth::Narrow>
            <PageHeader title=td_string!(locale, api.docs_title) lead=td_string!(locale, api.docs_lead) />
            {other.map(|text| view! { <p class="text-muted">{text}</p> })}
            <DocsLinks current=routes::API_DOCS />
            <div class="api-guide" lang=lang.code() dir=lang.dir() inner_html=guide(lang, &site)></div>
            <TextSection title=td_string!(locale, api.docs_errors)>
                <dl class="api-list">{errors(locale, &codes).into_view()}</dl>
            </TextSection>
        </Page>
    }
}

/// The codes of errors, each where its address leads.
fn errors(locale: Locale, codes: &[String]) -> Html {
    let mut html = Html::default();
    for code in codes {
        let text = named_texts::api(locale, &format!("error_{code}")).unwrap_or_default();
        html.markup("<dt").attribute("id", format!("error-{code}")).markup("><code dir=ltr>").text(code);
        html.markup("</code></dt><dd>").text(text).markup("</dd>");
    }
    html
}

/// The links between the pages about the API.
#[component]
fn DocsLinks(current: &'static str) -> impl IntoView {
    let locale = current_locale();
    let pages = [
        (routes::API_DOCS, td_string!(locale, api.docs_guide)),
        (routes::API_DOCS_OPERATIONS, td_string!(locale, api.docs_operations)),
        (routes::OPENAPI, td_string!(locale, api.docs_file)),
        (routes::OPENAPI_YAML, td_string!(locale, api.docs_file_yaml)),
    ];
    let links = pages.map(|(href, label)| {
        let here = (href == current).then_some("page");
        view! {
            <li>
                <a class="link inline-flex min-h-11 items-center" href=href aria-current=here rel="external">
                    {label}
                </a>
            </li>
        }
    });
    view! { <ul class="flex flex-wrap gap-x-6">{links.collect_view()}</ul> }
}
