//! `/auth/login`

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use crate::components::alert::Alert;
use crate::components::button::Button;
use crate::components::form::{Checkbox, TextField};
use crate::components::lang::current_locale;
use crate::components::site::operator;
use crate::components::tone::Tone;
use crate::components::unlisted_page::UnlistedPage;
use crate::domain::accounts::sign_in::{SignInAnswer, local_path};
use crate::domain::fault::RetryAfter;
use crate::i18n::{Locale, td_string};
use crate::pages::site::too_fast::set_too_fast;
use crate::routes;
use crate::server::context::use_request;
use crate::server::security::flash::take_flash;
use crate::server_fns::accounts::sign_in::{SIGN_IN, SignInFlash};
use crate::texts::waiting::waiting;

/// E-mail or code, password, « stay signed in »; a signed-in visitor is led on.
#[component]
pub fn LoginPage() -> impl IntoView {
    let locale = current_locale();
    let next = use_query_map().with_untracked(|query| query.get("next"));
    let next = next.as_deref().and_then(local_path).unwrap_or(routes::DASHBOARD).to_owned();
    if use_request().viewer.account().is_some() {
        leptos_axum::redirect(&next);
        return ().into_any();
    }
    let flash: Option<SignInFlash> = take_flash("sign_in");
    let answer = flash.as_ref().map(|flash| flash.answer);
    if let Some(SignInAnswer::TooFast { seconds }) = answer {
        set_too_fast(seconds);
    }
    let (identifier, remember) = flash.map(|flash| (flash.identifier, flash.remember)).unwrap_or_default();
    view! {
        <UnlistedPage title=td_string!(locale, common.sign_in) lead=td_string!(locale, auth.login_lead)>
            {answer.map(|answer| problem(locale, answer))}
            <form method="post" action=SIGN_IN class="section-card flex flex-col gap-5">
                <input type="hidden" name="next" value=next />
                <TextField
                    name="identifier"
                    label=td_string!(locale, auth.identifier)
                    hint=td_string!(locale, auth.identifier_hint)
                    value=identifier
                    required=true
                    autocomplete="username"
                    maxlength=254
                    ltr=true
                />
                <TextField
                    name="password"
                    kind="password"
                    label=td_string!(locale, common.password)
                    required=true
                    autocomplete="current-password"
                    ltr=true
                />
                <Checkbox name="remember" checked=remember hint=td_string!(locale, auth.remember_hint)>
                    {td_string!(locale, auth.remember)}
                </Checkbox>
                <div>
                    <Button wide=true>{td_string!(locale, common.log_in)}</Button>
                </div>
            </form>
            <p class="mt-4">
                <a class="link inline-flex min-h-11 items-center" href=routes::FORGOT_PASSWORD>
                    {td_string!(locale, access.forgot_link)}
                </a>
            </p>
            <p>
                {td_string!(locale, auth.no_account)} " "
                <a class="link inline-flex min-h-11 items-center" href=routes::REGISTER>
                    {td_string!(locale, auth.register_link)}
                </a>
            </p>
        </UnlistedPage>
    }
    .into_any()
}

fn problem(locale: Locale, answer: SignInAnswer) -> impl IntoView {
    let (tone, text) = match answer {
        SignInAnswer::TooFast { seconds } => {
            (Tone::Warning, td_string!(locale, auth.too_fast, wait = waiting(locale, RetryAfter(seconds))))
        }
        SignInAnswer::Suspended => (Tone::Error, td_string!(locale, auth.suspended, email = operator().email)),
        SignInAnswer::Wrong | SignInAnswer::Welcome | SignInAnswer::SecondStep => {
            (Tone::Error, td_string!(locale, auth.wrong).to_owned())
        }
    };
    view! {
        <div class="mb-6">
            <Alert tone title=text />
        </div>
    }
}
