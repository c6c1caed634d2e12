//! The ages a person can play.

use leptos::prelude::*;

use crate::{
    components::{field_error_text::text_for, form::TextField, lang::current_locale},
    domain::registration::cinema::{OLDEST_ROLE, fields as c},
    i18n::td_string,
    pages::sections::labels::field_label,
    server::services::profiles::answers::FormContent,
};

/// The youngest and the oldest.
#[component]
pub fn PlayingAgeFields<'a>(content: &'a FormContent) -> impl IntoView + use<> {
    let locale = current_locale();
    let ages = [c::PLAYING_AGE_MIN, c::PLAYING_AGE_MAX]
        .map(|name| {
            view! {
                <TextField
                    name
                    label=field_label(locale, name)
                    value=content.values.first(name)
                    error=text_for(locale, &content.errors, name)
                    inputmode="numeric"
                    maxlength=5
                />
            }
        })
        .into_iter()
        .collect_view();
    view! {
        <fieldset class="border-t border-base-300 pt-5">
            <legend class="sr-only">{td_string!(locale, field.playing_age)}</legend>
            <h3 class="text-lg font-semibold" aria-hidden="true">
                {td_string!(locale, field.playing_age)}
            </h3>
            <p class="mt-1 mb-4 text-muted">{td_string!(locale, field.playing_age_hint, max = OLDEST_ROLE)}</p>
            <div class="grid items-start gap-5 sm:grid-cols-2">{ages}</div>
        </fieldset>
    }
}
