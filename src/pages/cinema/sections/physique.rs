//! Section 5: how somebody looks.

use leptos::prelude::*;

use crate::{
    components::{
        field_error_text::text_for,
        form::{SelectField, TextField},
        lang::current_locale,
    },
    domain::cinema::{HEIGHTS, OLDEST_ROLE, fields as c},
    i18n::td_string,
    pages::sections::{labels::field_label, options::terms},
    server::{context::use_request, services::answers::FormContent},
};

/// Looks, height, playing age: nothing here is required.
#[component]
pub fn PhysiqueFields<'a>(content: &'a FormContent) -> impl IntoView + use<> {
    let locale = current_locale();
    let lang = use_request().lang;
    let looks = c::LOOKS
        .into_iter()
        .map(|field| {
            view! {
                <SelectField
                    name=field
                    label=field_label(locale, field)
                    // Each of these fields is named as its list.
                    options=terms(field, lang)
                    value=content.values.trimmed(field)
                    empty=td_string!(locale, register.choose)
                    error=text_for(locale, &content.errors, field)
                />
            }
        })
        .collect_view();
    let age = |field: &'static str| {
        view! {
            <TextField
                name=field
                label=field_label(locale, field)
                value=content.values.first(field)
                error=text_for(locale, &content.errors, field)
                inputmode="numeric"
                maxlength=5
            />
        }
    };
    let (youngest, oldest) = (age(c::PLAYING_AGE_MIN), age(c::PLAYING_AGE_MAX));
    let height_hint = td_string!(locale, field.height_hint, min = *HEIGHTS.start(), max = *HEIGHTS.end());
    let height_error = text_for(locale, &content.errors, c::HEIGHT);
    let height = content.values.first(c::HEIGHT).to_owned();
    view! {
        <div class="grid items-start gap-5 sm:grid-cols-2">
            {looks}
            <TextField
                name=c::HEIGHT
                label=field_label(locale, c::HEIGHT)
                value=height
                hint=height_hint
                error=height_error
                inputmode="numeric"
                maxlength=5
            />
        </div>
        <p class="text-sm text-muted">{td_string!(locale, cinema.skin_tone_note)}</p>
        <fieldset class="border-t border-base-300 pt-5">
            <legend class="sr-only">{td_string!(locale, field.playing_age)}</legend>
            <h3 class="text-lg font-semibold" aria-hidden="true">
                {td_string!(locale, field.playing_age)}
            </h3>
            <p class="mt-1 mb-4 text-muted">{td_string!(locale, field.playing_age_hint, max = OLDEST_ROLE)}</p>
            <div class="grid items-start gap-5 sm:grid-cols-2">{youngest} {oldest}</div>
        </fieldset>
    }
}
