//! What stands in place of a form while its module takes no registrations.

use leptos::prelude::*;

use crate::{
    components::{
        alert::Alert,
        button::{ButtonLink, ButtonStyle},
        lang::current_locale,
        tone::Tone,
    },
    domain::module::Module,
    i18n::td_string,
    routes,
    server::context::{use_lang, use_state},
};

/// What visitors read in place of the form: the administrators' words, else ours; `None` while the form is open.
pub fn closed_message(module: Module) -> Option<String> {
    let settings = use_state().ok()?.settings.latest();
    let words = settings.closed(module)?.get(use_lang());
    Some(if words.is_empty() { td_string!(current_locale(), settings.closed_default) } else { words }.to_owned())
}

/// The message, and that nothing that was typed is lost.
#[component]
pub fn Closed(title: &'static str, message: String) -> impl IntoView {
    let locale = current_locale();
    view! {
        <h1 class="mb-6 font-display text-3xl font-bold">{title}</h1>
        <Alert tone=Tone::Info title=td_string!(locale, settings.closed_title)>
            <p class="whitespace-pre-line">{message}</p>
            <p class="mt-2">{td_string!(locale, settings.closed_kept)}</p>
        </Alert>
        <p class="mt-6">
            <ButtonLink href=routes::HOME style=ButtonStyle::Outline>
                {td_string!(locale, settings.closed_home)}
            </ButtonLink>
        </p>
    }
}
