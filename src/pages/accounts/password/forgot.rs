//! `/auth/password/forgot`

use leptos::prelude::*;

use crate::{
    components::{
        alert::Alert, button::Button, field_error_text::field_error_text, form::TextField, lang::current_locale,
        site::operator, tone::Tone, unlisted_page::UnlistedPage,
    },
    domain::{accounts::security::ForgotAnswer, fault::RetryAfter, field_error::FieldError, settings::Provider},
    i18n::td_string,
    pages::site::too_fast::set_too_fast,
    routes,
    server::{context::use_state, security::flash::take_flash},
    server_fns::accounts::recovery::{ForgotFlash, REPORT_FORGOTTEN},
    texts::waiting::waiting,
};

/// Asks for the address of the account. The answer is the same whether there is one or not.
#[component]
pub fn ForgotPasswordPage() -> impl IntoView {
    let locale = current_locale();
    let flash: Option<ForgotFlash> = take_flash("forgot");
    let answer = flash.as_ref().map(|flash| flash.answer);
    if let Some(ForgotAnswer::TooFast { seconds }) = answer {
        set_too_fast(seconds);
    }
    let error = (answer == Some(ForgotAnswer::NoAddress)).then(|| field_error_text(locale, &FieldError::InvalidEmail));
    let email = flash.map(|flash| flash.email).unwrap_or_default();
    let sends_mails = use_state().is_ok_and(|state| state.settings.latest().has(Provider::SendGrid));
    view! {
        <UnlistedPage title=td_string!(locale, access.forgot_title) lead=td_string!(locale, access.forgot_lead)>
            <div class="mb-6 flex flex-col gap-4 empty:hidden">
                {match answer {
                    Some(ForgotAnswer::Taken) => {
                        Some(
                            view! {
                                <Alert tone=Tone::Success title=td_string!(locale, access.forgot_taken_title)>
                                    {td_string!(locale, access.forgot_taken_text)}
                                </Alert>
                            }
                                .into_any(),
                        )
                    }
                    Some(ForgotAnswer::TooFast { seconds }) => {
                        let text = td_string!(locale, access.too_fast, wait = waiting(locale, RetryAfter(seconds)));
                        Some(view! { <Alert tone=Tone::Warning title=text /> }.into_any())
                    }
                    Some(ForgotAnswer::NoAddress) | None => None,
                }}
                {(!sends_mails)
                    .then(|| {
                        let text = td_string!(locale, access.no_mails_yet, email = operator().email);
                        view! { <Alert tone=Tone::Info title=text /> }
                    })}
            </div>
            <form method="post" action=REPORT_FORGOTTEN class="section-card flex flex-col gap-5">
                <TextField
                    name="email"
                    kind="email"
                    label=td_string!(locale, field.email)
                    value=email
                    error=error
                    required=true
                    autocomplete="username"
                    maxlength=254
                    ltr=true
                />
                <div>
                    <Button wide=true>{td_string!(locale, access.forgot_button)}</Button>
                </div>
            </form>
            <p class="mt-6">
                <a class="link" href=routes::LOGIN>
                    {td_string!(locale, access.back_to_sign_in)}
                </a>
            </p>
        </UnlistedPage>
    }
}
