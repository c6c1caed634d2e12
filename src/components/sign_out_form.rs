//! Signing out: a POST, so that no link or picture can do it.

use leptos::prelude::*;

use super::lang::current_locale;
use crate::i18n::td_string;
use crate::routes;

/// The « sign out » entry of the navigation.
#[component]
pub fn SignOutForm() -> impl IntoView {
    let locale = current_locale();
    view! {
        <form method="post" action=routes::LOGOUT>
            <button type="submit" class="nav-link w-full cursor-pointer text-start">
                {td_string!(locale, common.sign_out)}
            </button>
        </form>
    }
}
