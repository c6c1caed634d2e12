//! Handing a profile's page on, without a script.

use leptos::prelude::*;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use crate::{
    components::{
        html::Html,
        icon::{IconName, SIZE, write_icon},
        lang::current_locale,
    },
    i18n::{Locale, td_string},
    server::context::use_state,
};

/// The look of a button that does not stand out.
const OUTLINE: &str = "btn btn-outline border-base-content/30";

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
    let mut html = Html::default();
    if unfolded {
        write_ways(&mut html, &whatsapp, &address, "btn btn-primary w-full sm:w-auto", locale);
        return html.into_view();
    }
    html.markup(r#"<details class="share"><summary class=""#).markup(OUTLINE).markup(r#"">"#);
    write_icon(&mut html, IconName::Send, SIZE);
    html.text(td_string!(locale, profile.share)).markup(r#"</summary><div class="mt-3 w-88 max-w-full">"#);
    write_ways(&mut html, &whatsapp, &address, OUTLINE, locale);
    html.markup("</div></details>");
    html.into_view()
}

/// Writes the link, which looks so, and the address.
fn write_ways(html: &mut Html, whatsapp: &str, address: &str, look: &'static str, locale: Locale) {
    html.markup(r#"<div class="flex flex-col items-start gap-4"><a rel="nofollow""#)
        .attribute("href", whatsapp)
        .attribute("class", look)
        .markup(">");
    write_icon(html, IconName::Send, SIZE);
    html.text(td_string!(locale, profile.share_whatsapp))
        .markup(r#"</a><label class="block w-full"><span class="mb-1.5 block font-semibold">"#)
        .text(td_string!(locale, profile.share_address))
        .markup(r#"</span><input type="text" dir="ltr""#)
        .attribute("value", address)
        .markup(r#" readonly class="input w-full"></label></div>"#);
}
