//! Header and footer, which stand around every page: rendered once for each language, role and page they lead to, for
//! they would take half the time of a page. So are parts of pages that are the same for everyone who reads a language.

use std::sync::Arc;

use html_escape::encode_double_quoted_attribute;
use leptos::{prelude::*, tachys::html::InertElement};

use super::{footer::Footer, header::Header, language_switch::HERE};
use crate::domain::access::Capability;
use crate::routes;
use crate::server::{
    caches::{CurrentLink, LayoutPart},
    context::{use_lang, use_request, use_state},
};

/// Where links of the header lead.
const NAV_PATHS: [&str; 5] = [routes::TALENTS, routes::CINEMA, routes::LOGIN, routes::DASHBOARD, routes::DESK];

/// Pages that ask for answers; so do those below [`ACCOUNTS`].
const FORMS: [&str; 7] = [
    routes::CINEMA_REGISTER,
    routes::EDIT,
    routes::CINEMA_EDIT,
    routes::SECURITY,
    routes::REAUTHENTICATE,
    routes::DELETE_ACCOUNT,
    routes::OWN_DATA,
];
/// Above the pages for signing in and registering.
const ACCOUNTS: &str = "/auth/";

/// The bar at the top of this page.
pub fn header() -> InertElement {
    let request = use_request();
    let signed_in = request.viewer.account().is_some();
    let desk = request.viewer.may(Capability::ManagePeople);
    let current = current_link(path_of(&request.path_and_query));
    part(LayoutPart::Header { signed_in, desk, current }, || view! { <Header signed_in desk current /> }.into_any())
}

/// The foot of this page.
pub fn footer() -> InertElement {
    let short = asks_for_answers(path_of(&use_request().path_and_query));
    let settings_version = use_state().map_or(0, |state| state.settings.latest().version);
    part(LayoutPart::Footer { short, settings_version }, || view! { <Footer short /> }.into_any())
}

/// A part of a page that the language alone decides; `name` tells it from others.
pub fn fixed(name: &'static str, render: impl FnOnce() -> AnyView) -> InertElement {
    InertElement::new(kept(LayoutPart::Fixed(name), render).to_string())
}

fn path_of(path_and_query: &str) -> &str {
    path_and_query.split('?').next().unwrap_or_default()
}

/// The link that leads to a page or, else, to the pages it belongs to.
fn current_link(path: &str) -> Option<CurrentLink> {
    let is_below = |link: &str| path.strip_prefix(link).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    let href = NAV_PATHS.into_iter().find(|link| is_below(link))?;
    Some(CurrentLink { href, is_page: href == path })
}

fn asks_for_answers(path: &str) -> bool {
    path.starts_with(ACCOUNTS) || FORMS.contains(&path)
}

fn part(part: LayoutPart, render: impl FnOnce() -> AnyView) -> InertElement {
    let html = kept(part, render);
    InertElement::new(html.replace(HERE, &encode_double_quoted_attribute(use_request().way_back())))
}

fn kept(part: LayoutPart, render: impl FnOnce() -> AnyView) -> Arc<str> {
    let key = (use_lang(), part);
    let state = use_state().ok();
    let cache = state.as_ref().map(|state| &state.caches.layout);
    cache.and_then(|cache| cache.get(&key)).unwrap_or_else(|| {
        let html: Arc<str> = render().to_html().into();
        if let Some(cache) = cache {
            cache.insert(key, html.clone());
        }
        html
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_belongs_to_one_link_at_most() {
        for (path, expected) in [
            ("/", None),
            ("/talents", Some((routes::TALENTS, true))),
            ("/talents/dj", Some((routes::TALENTS, false))),
            ("/talentsx", None),
            ("/cinema", Some((routes::CINEMA, true))),
            ("/cinema/talents", Some((routes::CINEMA, false))),
            ("/cinema/register", Some((routes::CINEMA, false))),
            ("/cinema/profile/MACAS0001F", Some((routes::CINEMA, false))),
            ("/auth/login", Some((routes::LOGIN, true))),
            ("/profile/dashboard", Some((routes::DASHBOARD, true))),
            ("/profile/view/MACAS0001F", None),
            ("/admin", Some((routes::DESK, true))),
            ("/admin/users/MACAS0001F", Some((routes::DESK, false))),
        ] {
            assert_eq!(current_link(path).map(|link| (link.href, link.is_page)), expected, "{path}");
        }
    }

    #[test]
    fn forms_have_a_short_foot() {
        for path in ["/auth/login", "/auth/register", "/cinema/register", "/profile/edit", "/profile/security"] {
            assert!(asks_for_answers(path), "{path}");
        }
        for path in ["/", "/about", "/talents", "/cinema", "/cinema/talents", "/profile/dashboard"] {
            assert!(!asks_for_answers(path), "{path}");
        }
    }
}
