//! Another password.

use leptos::prelude::*;

use crate::{
    components::{
        button::Button,
        field_error_text::{problems, text_for},
        form::{ErrorSummary, NewPasswordFields, TextField},
        lang::current_locale,
        section_card::{SectionCard, SectionColor},
    },
    domain::{accounts::security::PasswordChangeAnswer, field_error::FieldErrors},
    i18n::{Locale, td_string},
    server_fns::accounts::security::CHANGE_PASSWORD,
};

const FIELDS: [&str; 3] = ["current_password", "password", "password_confirm"];

/// The form that changes the password. `email` tells password managers whose it is.
#[component]
pub fn PasswordSection(answer: Option<PasswordChangeAnswer>, email: String) -> impl IntoView {
    let locale = current_locale();
    let errors = match answer {
        Some(PasswordChangeAnswer::Refused(errors)) => errors,
        _ => FieldErrors::default(),
    };
    let summary = problems(locale, &errors, &FIELDS, move |field| label(locale, field));
    let current_error = text_for(locale, &errors, "current_password");
    view! {
        <SectionCard
            color=SectionColor::Green
            title=td_string!(locale, common.password)
            intro=td_string!(locale, security.password_intro)
        >
            <ErrorSummary problems=summary />
            <form method="post" action=CHANGE_PASSWORD class="flex flex-col gap-5">
                <input type="hidden" name="username" value=email autocomplete="username" />
                <TextField
                    name="current_password"
                    kind="password"
                    label=label(locale, "current_password")
                    error=current_error
                    required=true
                    autocomplete="current-password"
                    ltr=true
                />
                <NewPasswordFields
                    label=label(locale, "password")
                    confirm_label=label(locale, "password_confirm")
                    errors=&errors
                />
                <div>
                    <Button wide=true>{td_string!(locale, security.password_button)}</Button>
                </div>
            </form>
        </SectionCard>
    }
}

fn label(locale: Locale, field: &str) -> &'static str {
    match field {
        "current_password" => td_string!(locale, security.current_password),
        "password" => td_string!(locale, access.new_password),
        _ => td_string!(locale, auth.password_confirm),
    }
}
