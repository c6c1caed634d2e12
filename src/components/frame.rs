//! Header and footer, which stand around every page: rendered once for each language, role and page they lead to, for
//! they would take half the time of a page.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use html_escape::encode_double_quoted_attribute;
use leptos::{prelude::*, tachys::html::InertElement};

use super::{footer::Footer, header::Header};
use crate::{
    domain::lang::Lang,
    server::{
        context::{use_lang, use_request},
        state::use_state,
    },
};

/// Stands in what is kept where the address of the page goes.
pub const HERE: &str = "{here}";
/// Where links of the header lead.
const LINKED: [&str; 4] = ["/talents", "/cinema", "/auth/login", "/profile/dashboard"];

/// What the parts differ by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Part {
    Header {
        signed_in: bool,
        /// The page it stands on, if one of its links leads there.
        current: Option<&'static str>,
    },
    Footer,
}

/// Parts that were rendered, by language.
#[derive(Debug, Default)]
pub struct KeptFrames(Mutex<HashMap<(Lang, Part), Arc<str>>>);

impl KeptFrames {
    fn get(&self, lang: Lang, part: Part) -> Option<Arc<str>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).get(&(lang, part)).cloned()
    }

    fn keep(&self, lang: Lang, part: Part, html: Arc<str>) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert((lang, part), html);
    }
}

/// The bar at the top of this page.
pub fn header() -> InertElement {
    let request = use_request();
    let path = request.path_and_query.split('?').next().unwrap_or_default();
    let signed_in = request.viewer.account().is_some();
    let current = LINKED.into_iter().find(|link| *link == path);
    part(Part::Header { signed_in, current }, || view! { <Header signed_in current /> }.into_any())
}

/// The foot of this page.
pub fn footer() -> InertElement {
    part(Part::Footer, || view! { <Footer /> }.into_any())
}

fn part(part: Part, render: impl FnOnce() -> AnyView) -> InertElement {
    let (lang, state) = (use_lang(), use_state().ok());
    let kept = state.as_ref().and_then(|state| state.kept_frames.get(lang, part));
    let html = kept.unwrap_or_else(|| {
        let html: Arc<str> = render().to_html().into();
        if let Some(state) = &state {
            state.kept_frames.keep(lang, part, html.clone());
        }
        html
    });
    InertElement::new(html.replace(HERE, &encode_double_quoted_attribute(&use_request().path_and_query)))
}
