//! Handing a profile's address on.

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use crate::{
    domain::module::Module,
    i18n::{Locale, td_string},
    server::context::use_state,
};

/// The whole address of a profile's page, as it is typed into a browser.
pub fn profile_address(module: Module, code: &str) -> String {
    let base = use_state().map(|state| state.config.base_url.clone()).unwrap_or_default();
    format!("{base}{}", module.profile_path(code))
}

/// Opens WhatsApp with a sentence that holds the address of one's own profile; whom it goes to is chosen there.
pub fn whatsapp_link(locale: Locale, address: &str) -> String {
    let text = td_string!(locale, profile.share_text, address = address);
    format!("https://wa.me/?text={}", utf8_percent_encode(&text, NON_ALPHANUMERIC))
}
