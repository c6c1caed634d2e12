//! The bar at the top of every page.

use super::{
    icon::{Icon, IconName},
    lang::current_locale,
    language_switch::{LanguageButtons, LanguageMenu},
    logo::Logo,
    sign_out_form::SignOutForm,
};
use crate::{i18n::td_string, routes, server::caches::CurrentLink};
use leptos::prelude::*;

/// Logo, navigation by role, language. On phones everything but the logo is behind one button. Pages have it by
/// [`frame::header`](super::frame::header).
#[component]
pub fn Header(
    signed_in: bool,
    /// Whether the viewer manages people.
    desk: bool,
    /// The link to the page it stands on, or to the pages above it.
    current: Option<CurrentLink>,
) -> impl IntoView {
    let locale = current_locale();
    // With one link more the bar is too short for a tablet.
    let bar = if desk {
        "hidden flex-wrap items-center justify-end gap-1 md:flex"
    } else {
        "hidden items-center gap-1 md:flex"
    };
    view! {
        <header class="border-b border-base-300 bg-base-100">
            <div class="page-width flex min-h-16 items-center justify-between gap-4 py-2">
                <a href="/" class="flex min-h-11 items-center rounded-field" aria-label=td_string!(locale, common.home_link)>
                    <Logo />
                </a>
                <nav class=bar aria-label=td_string!(locale, common.navigation)>
                    <Links signed_in desk current />
                    <LanguageMenu />
                </nav>
                <details class="menu-details md:hidden">
                    <summary class="btn btn-ghost px-3" aria-label=td_string!(locale, common.menu)>
                        <Icon name=IconName::Menu class="size-6" />
                    </summary>
                    <nav class="menu-panel flex flex-col gap-1" aria-label=td_string!(locale, common.navigation)>
                        <Links signed_in desk current />
                        <div class="mt-2 border-t border-base-300 pt-3">
                            <LanguageButtons />
                        </div>
                    </nav>
                </details>
            </div>
        </header>
    }
}

/// The navigation links, by whether the viewer is signed in and manages people.
#[component]
fn Links(signed_in: bool, desk: bool, current: Option<CurrentLink>) -> impl IntoView {
    let locale = current_locale();
    let link = |href: &'static str, label: &'static str| {
        let current = current.filter(|current| current.href == href);
        let current = current.map(|current| if current.is_page { "page" } else { "true" });
        view! {
            <a href=href class="nav-link" aria-current=current>
                {label}
            </a>
        }
    };
    let own = if signed_in {
        view! {
            {desk.then(|| link(routes::DESK, td_string!(locale, admin.title)))}
            {link(routes::DASHBOARD, td_string!(locale, common.my_space))}
            <SignOutForm />
        }
        .into_any()
    } else {
        view! {
            {link(routes::LOGIN, td_string!(locale, common.sign_in))}
            <a href=routes::REGISTER class="btn btn-primary md:ms-2">
                {td_string!(locale, common.register)}
            </a>
        }
        .into_any()
    };
    view! {
        {link(routes::TALENTS, td_string!(locale, section.talents))}
        {link(routes::CINEMA, td_string!(locale, common.cinema))}
        {own}
    }
}
