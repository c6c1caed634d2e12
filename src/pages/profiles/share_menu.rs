//! Handing a profile's page on, without a script.

use leptos::prelude::*;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use crate::{
    components::{
        icon::{Icon, IconName},
        lang::current_locale,
    },
    i18n::td_string,
    server::context::use_state,
};

/// A link that opens WhatsApp with the address of a page, and the address itself to be copied; both are behind a button
/// unless `unfolded`, which also makes the link stand out. `path` is that of the page; the address names its code and
/// nothing else of the person.
#[component]
pub fn ShareMenu(path: String, #[prop(optional)] unfolded: bool) -> impl IntoView {
    let locale = current_locale();
    let base = use_state().map(|state| state.config.base_url.clone()).unwrap_or_default();
    let address = format!("{base}{path}");
    let text = td_string!(locale, profile.share_text, address = address.as_str());
    let whatsapp = format!("https://wa.me/?text={}", utf8_percent_encode(&text, NON_ALPHANUMERIC));
    let look = if unfolded { "btn btn-primary w-full sm:w-auto" } else { "btn btn-outline border-base-content/30" };
    let ways = view! {
        <div class="flex flex-col items-start gap-4">
            <a class=look href=whatsapp rel="nofollow">
                <Icon name=IconName::Send />
                {td_string!(locale, profile.share_whatsapp)}
            </a>
            <label class="block w-full">
                <span class="mb-1.5 block font-semibold">{td_string!(locale, profile.share_address)}</span>
                <input type="text" class="input w-full" dir="ltr" value=address readonly />
            </label>
        </div>
    };
    if unfolded {
        return ways.into_any();
    }
    view! {
        <details class="share">
            <summary class="btn btn-outline border-base-content/30">
                <Icon name=IconName::Send />
                {td_string!(locale, profile.share)}
            </summary>
            <div class="mt-3 w-88 max-w-full">{ways}</div>
        </details>
    }
    .into_any()
}
