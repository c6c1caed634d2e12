//! `/auth/second-step`: the code of an app, after the password.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use crate::{
    components::{
        alert::Alert, button::Button, form::TextField, lang::current_locale, tone::Tone, unlisted_page::UnlistedPage,
    },
    domain::{
        accounts::sign_in::{SignInAnswer, local_path},
        fault::RetryAfter,
    },
    i18n::td_string,
    pages::site::too_fast::set_too_fast,
    routes,
    server::security::flash::take_flash,
    server_fns::accounts::two_factor::{SECOND_STEP_ANSWER, SIGN_IN_SECOND_STEP, begun_sign_in},
    texts::waiting::waiting,
};

/// Asks for the code; without a sign-in that waits for one, leads to the sign-in page.
#[component]
pub fn SecondStepPage() -> impl IntoView {
    let locale = current_locale();
    let next = use_query_map().with_untracked(|query| query.get("next"));
    let next = next.as_deref().and_then(local_path).unwrap_or(routes::DASHBOARD).to_owned();
    if begun_sign_in().is_none() {
        leptos_axum::redirect(&routes::sign_in_page(&next));
        return ().into_any();
    }
    let answer: Option<SignInAnswer> = take_flash(SECOND_STEP_ANSWER);
    let wait = match answer {
        Some(SignInAnswer::TooFast { seconds }) => {
            set_too_fast(seconds);
            Some(td_string!(locale, auth.too_fast, wait = waiting(locale, RetryAfter(seconds))))
        }
        _ => None,
    };
    let error = (answer == Some(SignInAnswer::Wrong)).then(|| td_string!(locale, security.factor_wrong).to_owned());
    view! {
        <UnlistedPage title=td_string!(locale, security.factor_step) lead=td_string!(locale, security.factor_step_lead)>
            {wait
                .map(|text| {
                    view! {
                        <div class="mb-6">
                            <Alert tone=Tone::Warning title=text />
                        </div>
                    }
                })}
            <form method="post" action=SIGN_IN_SECOND_STEP class="section-card flex flex-col gap-5">
                <input type="hidden" name="next" value=next />
                <TextField
                    name="code"
                    label=td_string!(locale, security.factor_code)
                    hint=td_string!(locale, security.factor_step_hint)
                    error
                    required=true
                    autocomplete="one-time-code"
                    maxlength=40
                    ltr=true
                />
                <div>
                    <Button wide=true>{td_string!(locale, common.log_in)}</Button>
                </div>
            </form>
        </UnlistedPage>
    }
    .into_any()
}
