//! What surrounds every page.

use leptos::prelude::*;

use super::frame::{footer, header};
use super::lang::current_locale;
use crate::i18n::td_string;

/// Skip link, header, the page, footer. Pages set their own width with [`Page`] or a full-width block.
#[component]
pub fn Layout(children: Children) -> impl IntoView {
    let locale = current_locale();
    view! {
        <a href="#content" class="skip-link">
            {td_string!(locale, common.skip)}
        </a>
        {header()}
        <main id="content" tabindex="-1" class="flex-1 outline-none">
            {children()}
        </main>
        {footer()}
    }
}

/// How wide the text of a page runs.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum PageWidth {
    /// Forms and texts.
    Narrow,
    /// Lists, profiles, dashboards.
    #[default]
    Wide,
}

/// The usual margins around the content of a page.
#[component]
pub fn Page(#[prop(optional)] width: PageWidth, children: Children) -> impl IntoView {
    let width = match width {
        PageWidth::Narrow => "max-w-3xl",
        PageWidth::Wide => "max-w-6xl",
    };
    view! { <div class=format!("mx-auto w-full px-4 py-10 sm:px-6 sm:py-14 {width}")>{children()}</div> }
}
