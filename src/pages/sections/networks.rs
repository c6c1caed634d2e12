//! Addresses on social networks.

use leptos::prelude::*;

use crate::{
    components::{field_error_text::text_for, form::TextField, lang::current_locale},
    domain::reference,
    i18n::td_string,
    server::{context::use_lang, services::profiles::answers::FormContent},
};

/// A field for each network a form asks.
#[component]
pub fn NetworkFields<'a>(content: &'a FormContent, asked: &'static [&'static str]) -> impl IntoView + use<> {
    let locale = current_locale();
    let lang = use_lang();
    let networks = asked
        .iter()
        .filter_map(|key| reference::term("social_network", key))
        .map(|network| {
            view! {
                <TextField
                    name=network.key.clone()
                    label=network.label(lang)
                    value=content.values.first(&network.key)
                    error=text_for(locale, &content.errors, &network.key)
                    maxlength=300
                    ltr=true
                />
            }
        })
        .collect_view();
    view! {
        <p class="text-muted">{td_string!(locale, register.networks_hint)}</p>
        <div class="grid items-start gap-5 sm:grid-cols-2">{networks}</div>
    }
}
