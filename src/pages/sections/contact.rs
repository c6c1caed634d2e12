//! What a new account signs in with.

use super::labels::field_label;
use crate::{
    components::{
        alert::Alert,
        field_error_text::text_for,
        form::{NewPasswordFields, TextField},
        lang::current_locale,
        tone::Tone,
    },
    domain::{field_error::FieldError, registration::fields as f},
    i18n::td_string,
    routes,
    server::services::profiles::answers::FormContent,
};
use leptos::prelude::*;

/// The address of a new account; a signed-in visitor is shown which account this is.
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
            shown_instead=true
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
