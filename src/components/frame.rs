//! Header and footer, which stand around every page: rendered once for each language, role and page they lead to, for
//! they would take half the time of a page.

use std::sync::Arc;

use html_escape::encode_double_quoted_attribute;
use leptos::{prelude::*, tachys::html::InertElement};

use super::{footer::Footer, header::Header, language_switch::HERE};
use crate::domain::access::Capability;
use crate::routes;
use crate::server::{
    caches::LayoutPart,
    context::{use_lang, use_request, use_state},
};

/// Where links of the header lead.
const NAV_PATHS: [&str; 5] = [routes::TALENTS, routes::CINEMA, routes::LOGIN, routes::DASHBOARD, routes::DESK];

/// The bar at the top of this page.
pub fn header() -> InertElement {
    let request = use_request();
    let path = request.path_and_query.split('?').next().unwrap_or_default();
    let signed_in = request.viewer.account().is_some();
    let desk = request.viewer.may(Capability::ManagePeople);
    let current = NAV_PATHS.into_iter().find(|link| *link == path);
    part(LayoutPart::Header { signed_in, desk, current }, || view! { <Header signed_in desk current /> }.into_any())
}

/// The foot of this page.
pub fn footer() -> InertElement {
    part(LayoutPart::Footer, || view! { <Footer /> }.into_any())
}

fn part(part: LayoutPart, render: impl FnOnce() -> AnyView) -> InertElement {
    let key = (use_lang(), part);
    let state = use_state().ok();
    let cache = state.as_ref().map(|state| &state.caches.layout);
    let html = cache.and_then(|cache| cache.get(&key)).unwrap_or_else(|| {
        let html: Arc<str> = render().to_html().into();
        if let Some(cache) = cache {
            cache.insert(key, html.clone());
        }
        html
    });
    InertElement::new(html.replace(HERE, &encode_double_quoted_attribute(use_request().way_back())))
}
