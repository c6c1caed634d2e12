//! Another address.

use leptos::prelude::*;

use crate::{
    components::{
        badge::Badge,
        button::{Button, ButtonStyle},
        field_error_text::{problems, text_for},
        form::{ErrorSummary, TextField},
        lang::current_locale,
        section_card::{SectionCard, SectionColor},
        tone::Tone,
    },
    domain::{accounts::security::EmailChangeAnswer, field_error::FieldErrors},
    i18n::{Locale, td_string},
    server_fns::accounts::security::{CHANGE_EMAIL, EmailChangeFlash},
};

/// The address, and the form that asks for another one.
#[component]
pub fn EmailSection(flash: Option<EmailChangeFlash>, address: String, confirmed: bool) -> impl IntoView {
    let locale = current_locale();
    let (typed, errors) = match flash {
        Some(EmailChangeFlash { email, answer: EmailChangeAnswer::Refused(errors) }) => (email, errors),
        Some(EmailChangeFlash { email, answer: EmailChangeAnswer::TooFast { .. } }) => (email, FieldErrors::default()),
        _ => (String::new(), FieldErrors::default()),
    };
    let summary = problems(locale, &errors, &["email", "password_for_email"], move |field| label(locale, field));
    let (email_error, password_error) =
        (text_for(locale, &errors, "email"), text_for(locale, &errors, "password_for_email"));
    let (tone, state) = if confirmed {
        (Tone::Success, td_string!(locale, security.email_confirmed))
    } else {
        (Tone::Warning, td_string!(locale, security.email_unconfirmed))
    };
    view! {
        <SectionCard
            color=SectionColor::Blue
            title=td_string!(locale, field.email)
            intro=td_string!(locale, security.email_intro)
        >
            <p class="flex flex-wrap items-center gap-3">
                <bdi class="font-semibold break-all">{address}</bdi>
                <Badge tone text=state />
            </p>
            <ErrorSummary problems=summary />
            <form method="post" action=CHANGE_EMAIL class="flex flex-col gap-5">
                <TextField
                    name="email"
                    kind="email"
                    label=label(locale, "email")
                    value=typed
                    error=email_error
                    required=true
                    autocomplete="email"
                    maxlength=254
                    ltr=true
                />
                <TextField
                    name="password_for_email"
                    kind="password"
                    label=label(locale, "password_for_email")
                    error=password_error
                    required=true
                    autocomplete="current-password"
                    ltr=true
                />
                <div>
                    <Button style=ButtonStyle::Outline wide=true>
                        {td_string!(locale, security.email_button)}
                    </Button>
                </div>
            </form>
        </SectionCard>
    }
}

fn label(locale: Locale, field: &str) -> &'static str {
    match field {
        "email" => td_string!(locale, security.new_email),
        _ => td_string!(locale, security.current_password),
    }
}
