//! Section: who you are.

use leptos::prelude::*;

use super::{labels::field_label, secret_field::SecretField};
use crate::{
    components::{
        field_error_text::text_for,
        form::{Checkbox, RadioGroup, RadioOption, TextField},
        lang::current_locale,
    },
    domain::{
        reference,
        registration::{OLDEST, fields as f},
    },
    i18n::td_string,
    server::{context::use_lang, services::answers::FormContent},
};

/// The fields of the section.
#[component]
pub fn IdentityFields(content: FormContent) -> impl IntoView {
    let locale = current_locale();
    view! {
        <PersonFields content=&content />
        <fieldset class="grid items-start gap-5 sm:grid-cols-2">
            <legend class="mb-3 text-lg font-semibold">{td_string!(locale, register.identity_documents)}</legend>
            <SecretField name=f::PASSPORT_NUMBER content=&content />
            <SecretField name=f::RESIDENCE_CARD content=&content />
        </fieldset>
        <GuardianFields content=&content />
    }
}

/// Names, birth date, gender.
#[component]
pub fn PersonFields<'a>(content: &'a FormContent) -> impl IntoView + use<> {
    let locale = current_locale();
    let lang = use_lang();
    let value = |field: &str| content.values.first(field).to_owned();
    let error = |field: &str| text_for(locale, &content.errors, field);
    let genders = reference::terms("gender")
        .map(|term| RadioOption { value: term.key.clone(), label: term.label(lang).to_owned(), note: None })
        .collect::<Vec<_>>();
    let oldest = content.today - chrono::Months::new(12 * (OLDEST + 1));
    view! {
        <div class="grid gap-5 sm:grid-cols-2">
            <TextField
                name=f::FIRST_NAME
                label=field_label(locale, f::FIRST_NAME)
                value=value(f::FIRST_NAME)
                error=error(f::FIRST_NAME)
                required=true
                autocomplete="given-name"
                maxlength=100
            />
            <TextField
                name=f::LAST_NAME
                label=field_label(locale, f::LAST_NAME)
                value=value(f::LAST_NAME)
                error=error(f::LAST_NAME)
                required=true
                autocomplete="family-name"
                maxlength=100
            />
        </div>
        <TextField
            name=f::DATE_OF_BIRTH
            kind="date"
            label=field_label(locale, f::DATE_OF_BIRTH)
            value=value(f::DATE_OF_BIRTH)
            error=error(f::DATE_OF_BIRTH)
            required=true
            autocomplete="bday"
            min=oldest.to_string()
            max=content.today.to_string()
        />
        <RadioGroup
            name=f::GENDER
            label=field_label(locale, f::GENDER)
            options=genders
            value=value(f::GENDER)
            error=error(f::GENDER)
            required=true
        />
    }
}

/// A minor's guardian; the part opens by itself for a minor.
#[component]
pub fn GuardianFields<'a>(content: &'a FormContent) -> impl IntoView + use<> {
    let locale = current_locale();
    let value = |field: &str| content.values.first(field).to_owned();
    let error = |field: &str| text_for(locale, &content.errors, field);
    view! {
        <details class="rounded-box border border-base-300 px-4" open=content.minor>
            <summary class="min-h-11 cursor-pointer py-3 font-semibold">{td_string!(locale, register.guardian)}</summary>
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
