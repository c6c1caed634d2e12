//! Section: how you are reached, how you sign in.

use leptos::prelude::*;

use super::{labels::field_label, options::dialling_codes};
use crate::{
    components::{
        alert::Alert,
        field_error_text::text_for,
        form::{NewPasswordFields, SelectField, TextArea, TextField},
        lang::current_locale,
        tone::Tone,
    },
    domain::{
        field_error::FieldError,
        registration::{LONGEST_ADDRESS, fields as f},
    },
    i18n::td_string,
    routes,
    server::{context::use_lang, services::answers::FormContent},
};

/// The fields of the section. Whoever is signed in is asked neither address nor password.
#[component]
pub fn ContactFields(content: FormContent) -> impl IntoView {
    let locale = current_locale();
    view! {
        <AccountField content=&content />
        <NumberFields content=&content />
        <TextArea
            name=f::ADDRESS
            label=field_label(locale, f::ADDRESS)
            value=content.values.first(f::ADDRESS)
            hint=td_string!(locale, register.address_hint)
            error=text_for(locale, &content.errors, f::ADDRESS)
            maxlength=u32::try_from(LONGEST_ADDRESS).unwrap_or(u32::MAX)
            rows=3
        />
        <AccountPassword content=&content />
    }
}

/// The address of a new account; whoever is signed in is told which account this is.
#[component]
pub fn AccountField<'a>(content: &'a FormContent) -> impl IntoView + use<> {
    let locale = current_locale();
    match content.account_email.clone() {
        // Address and password have a page of their own.
        _ if content.editing => ().into_any(),
        Some(email) => view! {
            <Alert tone=Tone::Info>{td_string!(locale, register.email_of_account, email = email)}</Alert>
        }
        .into_any(),
        None => view! { <EmailField content=content /> }.into_any(),
    }
}

/// The password of a new account.
#[component]
pub fn AccountPassword<'a>(content: &'a FormContent) -> impl IntoView + use<> {
    (content.account_email.is_none() && !content.editing).then(|| view! { <PasswordFields content=content /> })
}

/// Telephone and WhatsApp, each with its country.
#[component]
pub fn NumberFields<'a>(content: &'a FormContent) -> impl IntoView + use<> {
    let locale = current_locale();
    let lang = use_lang();
    let error = |field: &str| text_for(locale, &content.errors, field);
    let countries = dialling_codes(lang);
    let country = |field: &str| match content.values.trimmed(field) {
        "" => f::DEFAULT_COUNTRY.to_owned(),
        chosen => chosen.to_owned(),
    };
    view! {
        <div class="grid items-start gap-5 sm:grid-cols-2">
            <SelectField
                name=f::PHONE_COUNTRY
                label=field_label(locale, f::PHONE_COUNTRY)
                options=countries.clone()
                value=country(f::PHONE_COUNTRY)
                error=error(f::PHONE_COUNTRY)
                required=true
                autocomplete="tel-country-code"
            />
            <TextField
                name=f::PHONE
                kind="tel"
                label=field_label(locale, f::PHONE)
                value=content.values.first(f::PHONE)
                hint=td_string!(locale, register.phone_hint)
                error=error(f::PHONE)
                required=true
                autocomplete="tel"
                inputmode="tel"
                ltr=true
            />
        </div>
        <div class="grid items-start gap-5 sm:grid-cols-2">
            <SelectField
                name=f::WHATSAPP_COUNTRY
                label=field_label(locale, f::WHATSAPP_COUNTRY)
                options=countries
                value=country(f::WHATSAPP_COUNTRY)
                error=error(f::WHATSAPP_COUNTRY)
            />
            <TextField
                name=f::WHATSAPP
                kind="tel"
                label=field_label(locale, f::WHATSAPP)
                value=content.values.first(f::WHATSAPP)
                error=error(f::WHATSAPP)
                inputmode="tel"
                ltr=true
            />
        </div>
    }
}

#[component]
fn EmailField<'a>(content: &'a FormContent) -> impl IntoView + use<> {
    let locale = current_locale();
    let taken = content.errors.get(f::EMAIL) == Some(&FieldError::EmailTaken);
    let back: String = form_urlencoded::byte_serialize(content.form_path.as_bytes()).collect();
    let sign_in = format!("{}?next={back}", routes::LOGIN);
    view! {
        <TextField
            name=f::EMAIL
            kind="email"
            label=field_label(locale, f::EMAIL)
            value=content.values.first(f::EMAIL)
            error=text_for(locale, &content.errors, f::EMAIL)
            required=true
            autocomplete="email"
            inputmode="email"
            ltr=true
        />
        {taken
            .then(|| {
                view! {
                    <p>
                        <a class="link inline-flex min-h-11 items-center font-semibold" href=sign_in>
                            {td_string!(locale, register.email_taken_link)}
                        </a>
                        " "
                        <span class="ms-1 text-sm text-muted">{td_string!(locale, register.email_taken_note)}</span>
                    </p>
                }
            })}
    }
}

/// The password is never sent back: once chosen, only a way to change it is shown.
#[component]
fn PasswordFields<'a>(content: &'a FormContent) -> impl IntoView + use<> {
    let locale = current_locale();
    let required = !content.has_password;
    let fields = view! {
        <NewPasswordFields
            label=field_label(locale, f::PASSWORD)
            confirm_label=field_label(locale, f::PASSWORD_CONFIRM)
            errors=&content.errors
            required
        />
    };
    if required {
        return fields.into_any();
    }
    view! {
        <div class="rounded-box border border-base-300 px-4">
            <p class="pt-3 font-semibold">{format!("✓ {}", td_string!(locale, register.password_chosen))}</p>
            <details>
                <summary class="link inline-flex min-h-11 cursor-pointer items-center">
                    {td_string!(locale, register.password_change)}
                </summary>
                <div class="flex flex-col gap-5 pb-5">{fields}</div>
            </details>
        </div>
    }
    .into_any()
}
