//! A telephone number with its country.

use leptos::prelude::*;

use super::{
    field_input::{autocomplete, hint},
    labels::{field_label, field_text},
    options::dialling_codes,
};
use crate::{
    components::{
        field_error_text::text_for,
        form::{SelectField, TextField},
        lang::current_locale,
    },
    domain::{fields::Field, module::Module, registration::fields::DEFAULT_COUNTRY},
    server::{context::use_lang, services::profiles::answers::FormContent},
};

/// The two inputs of a field of kind [`Phone`](crate::domain::fields::Kind::Phone).
#[component]
pub fn PhoneInput<'a>(field: &'static Field, module: Module, content: &'a FormContent) -> impl IntoView + use<> {
    let locale = current_locale();
    let [country, number] = field.inputs else { return ().into_any() };
    let required = field.is_required(module);
    let chosen = match content.values.trimmed(country) {
        "" => DEFAULT_COUNTRY.to_owned(),
        chosen => chosen.to_owned(),
    };
    let autocomplete = autocomplete(field.id);
    let is_open = content.values.is_ticked(number)
        || [*country, *number].into_iter().any(|input| content.errors.get(input).is_some());
    let inputs = view! {
        <div class="grid items-start gap-5 sm:grid-cols-2">
            <SelectField
                name=*country
                label=field_label(locale, country)
                options=dialling_codes(use_lang())
                value=chosen
                error=text_for(locale, &content.errors, country)
                required
                autocomplete=autocomplete.map(|_| "tel-country-code")
            />
            <TextField
                name=*number
                kind="tel"
                label=field_label(locale, number)
                value=content.values.first(number)
                hint=hint(locale, module, field, content)
                error=text_for(locale, &content.errors, number)
                required
                autocomplete
                inputmode="tel"
                ltr=true
            />
        </div>
    };
    match field_text(locale, module, &format!("{}_question", field.name)) {
        // Few people have a number of its own for it.
        Some(question) if !required => view! {
            <details class="more-fields" open=is_open>
                <summary>{question}</summary>
                <div class="pb-5">{inputs}</div>
            </details>
        }
        .into_any(),
        _ => inputs.into_any(),
    }
}
