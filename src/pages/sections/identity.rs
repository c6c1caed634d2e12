//! Birth date, documents, guardian.

use leptos::prelude::*;

use super::{labels::field_label, secret_field::SecretField};
use crate::{
    components::{
        field_error_text::text_for,
        form::{Checkbox, TextField},
        lang::current_locale,
    },
    domain::registration::{OLDEST, fields as f},
    i18n::td_string,
    server::services::profiles::answers::FormContent,
};

/// The birth date, which must be that of a living person.
#[component]
pub fn BirthDateField<'a>(content: &'a FormContent) -> impl IntoView + use<> {
    let locale = current_locale();
    let oldest = content.today - chrono::Months::new(12 * (OLDEST + 1));
    view! {
        <TextField
            name=f::DATE_OF_BIRTH
            kind="date"
            label=field_label(locale, f::DATE_OF_BIRTH)
            value=content.values.first(f::DATE_OF_BIRTH)
            hint=td_string!(locale, field.date_of_birth_hint)
            error=text_for(locale, &content.errors, f::DATE_OF_BIRTH)
            required=true
            autocomplete="bday"
            min=oldest.to_string()
            max=content.today.to_string()
        />
    }
}

/// The numbers of identity documents, an input each.
#[component]
pub fn DocumentNumbers<'a>(numbers: &'static [&'static str], content: &'a FormContent) -> impl IntoView + use<> {
    let locale = current_locale();
    let in_use = numbers.iter().any(|name| {
        content.masked.contains_key(name) || content.values.is_ticked(name) || content.errors.get(name).is_some()
    });
    view! {
        <details class="more-fields" open=in_use>
            <summary>{td_string!(locale, register.identity_documents)}</summary>
            <div class="grid items-start gap-5 pb-5 sm:grid-cols-2">
                {numbers.iter().map(|name| view! { <SecretField name content /> }).collect_view()}
            </div>
        </details>
    }
}

/// A minor's guardian; the part opens by itself for a minor.
#[component]
pub fn GuardianFields<'a>(content: &'a FormContent) -> impl IntoView + use<> {
    let locale = current_locale();
    let value = |field: &str| content.values.first(field).to_owned();
    let error = |field: &str| text_for(locale, &content.errors, field);
    view! {
        <details class="more-fields" open=content.minor>
            <summary>{td_string!(locale, register.guardian)}</summary>
            <div class="flex flex-col gap-5 pb-5">
                <p class="text-muted">{td_string!(locale, register.guardian_intro)}</p>
                <TextField
                    name=f::GUARDIAN_NAME
                    label=field_label(locale, f::GUARDIAN_NAME)
                    value=value(f::GUARDIAN_NAME)
                    error=error(f::GUARDIAN_NAME)
                    required=content.minor
                    maxlength=100
                />
                <TextField
                    name=f::GUARDIAN_PHONE
                    kind="tel"
                    label=field_label(locale, f::GUARDIAN_PHONE)
                    value=value(f::GUARDIAN_PHONE)
                    hint=td_string!(locale, field.guardian_phone_hint)
                    error=error(f::GUARDIAN_PHONE)
                    required=content.minor
                    inputmode="tel"
                    ltr=true
                />
                <Checkbox
                    name=f::GUARDIAN_CONSENT
                    checked=content.values.is_ticked(f::GUARDIAN_CONSENT)
                    error=error(f::GUARDIAN_CONSENT)
                    required=content.minor
                >
                    {td_string!(locale, field.guardian_consent_box)}
                </Checkbox>
            </div>
        </details>
    }
}
