//! `/auth/password/reset`, where the links of mails lead after their token went into a cookie.

use crate::{
    components::{
        alert::Alert,
        button::{Button, ButtonLink},
        field_error_text::problems,
        form::{ErrorSummary, NewPasswordFields},
        lang::current_locale,
        page_header::PageHeader,
        suspended::suspended,
        tone::Tone,
        unlisted_page::UnlistedPage,
    },
    domain::{accounts::security::ResetAnswer, field_error::FieldErrors},
    i18n::{Locale, td_string},
    pages::site::failure::failure,
    routes,
    server::{
        context::use_state, error::AppResult, security::flash::take_flash, services::accounts::password_reset::is_open,
    },
    server_fns::accounts::recovery::{RESET_AFTER_UNDO, RESET_PASSWORD, reset_token},
};
use leptos::prelude::*;

/// The form of a new password, or why there is none.
#[component]
pub fn ResetPasswordPage() -> impl IntoView {
    let locale = current_locale();
    let flash: Option<ResetAnswer> = take_flash("reset");
    let undone = take_flash::<bool>(RESET_AFTER_UNDO) == Some(true);
    view! {
        <UnlistedPage title=td_string!(locale, access.reset_title)>
            {suspended(async move {
                if flash == Some(ResetAnswer::Done) {
                    return view! { <Done /> }.into_any();
                }
                match may_reset().await {
                    Ok(true) => {
                        let errors = match flash {
                            Some(ResetAnswer::Refused(errors)) => errors,
                            _ => FieldErrors::default(),
                        };
                        view! { <NewPasswordForm errors undone /> }.into_any()
                    }
                    Ok(false) => view! { <Dead /> }.into_any(),
                    Err(error) => failure(error),
                }
            })}
        </UnlistedPage>
    }
}

/// Whether this browser followed a password link that still works.
async fn may_reset() -> AppResult<bool> {
    let (state, token) = (use_state()?, reset_token());
    match token {
        Some(token) => is_open(&state, &token).await,
        None => Ok(false),
    }
}

#[component]
fn NewPasswordForm(errors: FieldErrors, undone: bool) -> impl IntoView {
    let locale = current_locale();
    let label = move |field: &str| label(locale, field);
    let summary = problems(locale, &errors, &["password", "password_confirm"], label);
    view! {
        <PageHeader title=td_string!(locale, access.reset_title) lead=td_string!(locale, access.reset_lead) />
        {undone
            .then(|| {
                view! {
                    <div class="mb-6">
                        <Alert tone=Tone::Success title=td_string!(locale, access.undone_choose_password) />
                    </div>
                }
            })}
        <div class="mb-6 empty:hidden">
            <ErrorSummary problems=summary />
        </div>
        <form method="post" action=RESET_PASSWORD class="section-card flex flex-col gap-5">
            <NewPasswordFields label=label("password") confirm_label=label("password_confirm") errors=&errors />
            <div>
                <Button wide=true>{td_string!(locale, access.reset_button)}</Button>
            </div>
        </form>
    }
}

fn label(locale: Locale, field: &str) -> &'static str {
    match field {
        "password" => td_string!(locale, access.new_password),
        _ => td_string!(locale, auth.password_confirm),
    }
}

#[component]
fn Done() -> impl IntoView {
    let locale = current_locale();
    view! {
        <PageHeader title=td_string!(locale, access.reset_done_title) />
        <Alert tone=Tone::Success title=td_string!(locale, access.reset_done_text) />
        <p class="mt-6">
            <ButtonLink href=routes::LOGIN>{td_string!(locale, common.log_in)}</ButtonLink>
        </p>
    }
}

#[component]
fn Dead() -> impl IntoView {
    let locale = current_locale();
    view! {
        <PageHeader title=td_string!(locale, access.dead_title) />
        <Alert tone=Tone::Warning title=td_string!(locale, access.reset_dead_text) />
        <p class="mt-6">
            <ButtonLink href=routes::FORGOT_PASSWORD>{td_string!(locale, access.reset_again)}</ButtonLink>
        </p>
    }
}
