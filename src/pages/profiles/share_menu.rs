//! Handing on the address of a page, without a script.

use leptos::prelude::*;

use crate::{components::lang::current_locale, i18n::td_string, server::context::use_state};

/// Unfolds a link that opens WhatsApp with the address, and the address itself, which one touch selects. `path` is that
/// of the page; the address names its code and nothing else of the person.
#[component]
pub fn ShareMenu(path: String) -> impl IntoView {
    let locale = current_locale();
    let base = use_state().map(|state| state.config.base_url.clone()).unwrap_or_default();
    let address = format!("{base}{path}");
    let text: String = form_urlencoded::byte_serialize(address.as_bytes()).collect();
    view! {
        <details class="share">
            <summary class="btn btn-outline border-base-content/30">{td_string!(locale, profile.share)}</summary>
            <div class="mt-3 flex flex-col items-start gap-2">
                <a class="btn btn-outline border-base-content/30" href=format!("https://wa.me/?text={text}") rel="nofollow noopener">
                    {td_string!(locale, profile.share_whatsapp)}
                </a>
                <p class="text-sm text-muted">{td_string!(locale, profile.share_address)}</p>
                <p dir="ltr">
                    <code class="wrap-anywhere select-all">{address}</code>
                </p>
            </div>
        </details>
    }
}
