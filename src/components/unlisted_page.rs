//! A page that search engines are asked not to index.

use leptos::prelude::*;
use leptos_meta::{Meta, Title};

use super::{
    layout::{Page, PageWidth},
    page_header::PageHeader,
};

/// A narrow page: a form or a message. With a `lead`, the heading stands above the content.
#[component]
pub fn UnlistedPage(
    title: &'static str,
    #[prop(into, optional)] lead: Option<String>,
    children: Children,
) -> impl IntoView {
    let content = match lead {
        Some(lead) => view! {
            <PageHeader title lead />
            {children()}
        }
        .into_any(),
        None => children(),
    };
    view! {
        <Title text=title />
        <Meta name="robots" content="noindex" />
        <Page width=PageWidth::Narrow>{content}</Page>
    }
}
