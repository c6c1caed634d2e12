//! Addresses on social networks.

use leptos::prelude::*;

use crate::{
    components::{field_error_text::text_for, form::TextField, lang::current_locale},
    domain::reference,
    i18n::td_string,
    server::{context::use_lang, services::profiles::answers::FormContent},
};

/// The networks most people are on: the others are folded away.
const MOST_USED: [&str; 3] = ["facebook", "instagram", "tiktok"];

/// A field for each network a form asks.
#[component]
pub fn NetworkFields<'a>(content: &'a FormContent, asked: &'static [&'static str]) -> impl IntoView + use<> {
    let locale = current_locale();
    let others = || asked.iter().filter(|key| !MOST_USED.contains(key));
    let in_use = others().any(|key| content.values.is_ticked(key) || content.errors.get(key).is_some());
    let first = fields(content, MOST_USED.iter().filter(|key| asked.contains(key)));
    let more = fields(content, others());
    view! {
        <p class="text-muted">{td_string!(locale, register.networks_hint)}</p>
        <div class="grid items-start gap-5 sm:grid-cols-2">{first}</div>
        <details class="more-fields" open=in_use>
            <summary>{td_string!(locale, register.networks_more)}</summary>
            <div class="grid items-start gap-5 pb-5 sm:grid-cols-2">{more}</div>
        </details>
    }
}

fn fields<'a>(content: &FormContent, keys: impl Iterator<Item = &'a &'static str>) -> Vec<AnyView> {
    let (locale, lang) = (current_locale(), use_lang());
    keys.filter_map(|key| reference::term("social_network", key))
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
            .into_any()
        })
        .collect()
}
