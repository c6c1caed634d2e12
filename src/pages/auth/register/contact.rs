//! Step 2: how you are reached, how you sign in.

use leptos::prelude::*;

use super::labels::field_label;
use crate::{
    components::{
        alert::Alert,
        field_error_text::text_for,
        form::{SelectField, SelectOption, TextField},
        lang::current_locale,
        tone::Tone,
    },
    domain::{field_error::FieldError, reference, registration::fields as f},
    i18n::td_string,
    server::{context::use_request, services::registration::RegistrationPage},
};

/// The fields of step 2. Whoever is signed in is asked neither address nor password.
#[component]
pub fn ContactStep(page: RegistrationPage) -> impl IntoView {
    let locale = current_locale();
    let lang = use_request().lang;
    let error = |field: &str| text_for(locale, &page.errors, field);
    let mut countries: Vec<_> = reference::countries().iter().collect();
    countries.sort_by_key(|country| crate::domain::search_text::normalise(country.name(lang)));
    let countries = countries
        .into_iter()
        .map(|country| {
            let label = format!("{} {} (+{})", reference::flag(&country.code), country.name(lang), country.dial_code);
            SelectOption::new(country.code.clone(), label)
        })
        .collect::<Vec<_>>();
    let phone_country = match page.values.trimmed(f::PHONE_COUNTRY) {
        "" => f::DEFAULT_COUNTRY.to_owned(),
        chosen => chosen.to_owned(),
    };
    let account = match page.account_email.clone() {
        Some(email) => view! {
            <Alert tone=Tone::Info>{td_string!(locale, register.email_of_account, email = email)}</Alert>
        }
        .into_any(),
        None => view! { <EmailField page=&page /> }.into_any(),
    };
    let password = page.account_email.is_none().then(|| view! { <PasswordFields page=&page /> });
    view! {
        {account}
        <div class="grid items-start gap-5 sm:grid-cols-2">
            <SelectField
                name=f::PHONE_COUNTRY
                label=field_label(locale, f::PHONE_COUNTRY)
                options=countries
                value=phone_country
                error=error(f::PHONE_COUNTRY)
                required=true
                autocomplete="tel-country-code"
            />
            <TextField
                name=f::PHONE
                kind="tel"
                label=field_label(locale, f::PHONE)
                value=page.values.first(f::PHONE)
                hint=td_string!(locale, register.phone_hint)
                error=error(f::PHONE)
                required=true
                autocomplete="tel"
                inputmode="tel"
                ltr=true
            />
        </div>
        {password}
    }
}

#[component]
fn EmailField<'a>(page: &'a RegistrationPage) -> impl IntoView + use<> {
    let locale = current_locale();
    let taken = page.errors.get(f::EMAIL) == Some(&FieldError::EmailTaken);
    view! {
        <TextField
            name=f::EMAIL
            kind="email"
            label=field_label(locale, f::EMAIL)
            value=page.values.first(f::EMAIL)
            error=text_for(locale, &page.errors, f::EMAIL)
            required=true
            autocomplete="email"
            inputmode="email"
            ltr=true
        />
        {taken
            .then(|| {
                view! {
                    <p>
                        <a class="link inline-flex min-h-11 items-center font-semibold" href="/auth/login?next=%2Fauth%2Fregister">
                            {td_string!(locale, register.email_taken_link)}
                        </a>
                        <span class="ms-2 text-sm text-muted">{td_string!(locale, register.email_taken_note)}</span>
                    </p>
                }
            })}
    }
}

/// The password is never sent back: once chosen, only a way to change it is shown.
#[component]
fn PasswordFields<'a>(page: &'a RegistrationPage) -> impl IntoView + use<> {
    let locale = current_locale();
    let required = !page.has_password;
    let fields = view! {
        <TextField
            name=f::PASSWORD
            kind="password"
            label=field_label(locale, f::PASSWORD)
            hint=td_string!(locale, register.password_hint)
            error=text_for(locale, &page.errors, f::PASSWORD)
            required=required
            autocomplete="new-password"
            ltr=true
        />
        <TextField
            name=f::PASSWORD_CONFIRM
            kind="password"
            label=field_label(locale, f::PASSWORD_CONFIRM)
            error=text_for(locale, &page.errors, f::PASSWORD_CONFIRM)
            required=required
            autocomplete="new-password"
            ltr=true
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
