//! A telephone number with its country.

use leptos::prelude::*;

use super::{
    field_input::{autocomplete, hint},
    labels::field_label,
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
    view! {
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
                hint=hint(locale, module, field)
                error=text_for(locale, &content.errors, number)
                required
                autocomplete
                inputmode="tel"
                ltr=true
            />
        </div>
    }
    .into_any()
}
