//! Signing out: a POST, so that no link or picture can do it.

use leptos::prelude::*;

use super::lang::current_locale;
use crate::i18n::td_string;
use crate::routes;

/// Where the form is sent.
const SIGN_OUT: &str = routes::LOGOUT;

/// The « sign out » entry of the navigation.
#[component]
pub fn SignOutForm() -> impl IntoView {
    let locale = current_locale();
    view! {
        <form method="post" action=SIGN_OUT>
            <button type="submit" class="nav-link w-full cursor-pointer text-start">
                {td_string!(locale, common.sign_out)}
            </button>
        </form>
    }
}
