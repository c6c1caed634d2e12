//! `/profile/reauthenticate`: the password, once more, and then on to `next`.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use crate::{
    components::{
        button::Button, field_error_text::field_error_text, form::TextField, lang::current_locale,
        unlisted_page::UnlistedPage,
    },
    domain::{
        accounts::{security::ReauthenticationAnswer, sign_in::local_path},
        fault::RetryAfter,
        field_error::FieldError,
    },
    i18n::td_string,
    pages::site::too_fast::set_too_fast,
    routes,
    server::security::flash::take_flash,
    server_fns::accounts::security::REAUTHENTICATE,
    texts::waiting::waiting,
};

/// Asked before actions that an open session alone must not allow.
#[component]
pub fn ReauthenticatePage() -> impl IntoView {
    let locale = current_locale();
    let next = use_query_map().with_untracked(|query| query.get("next"));
    let next = next.as_deref().and_then(local_path).unwrap_or(routes::DASHBOARD).to_owned();
    let error = match take_flash("reauthenticate") {
        Some(ReauthenticationAnswer::Wrong) => Some(field_error_text(locale, &FieldError::PasswordWrong)),
        Some(ReauthenticationAnswer::TooFast { seconds }) => {
            set_too_fast(seconds);
            Some(td_string!(locale, access.too_fast, wait = waiting(locale, RetryAfter(seconds))))
        }
        Some(ReauthenticationAnswer::Given) | None => None,
    };
    view! {
        <UnlistedPage title=td_string!(locale, security.again_title) lead=td_string!(locale, security.again_lead)>
            <form method="post" action=REAUTHENTICATE class="section-card flex flex-col gap-5">
                <input type="hidden" name="next" value=next />
                <TextField
                    name="password"
                    kind="password"
                    label=td_string!(locale, security.current_password)
                    error=error
                    required=true
                    autocomplete="current-password"
                    ltr=true
                />
                <div>
                    <Button wide=true>{td_string!(locale, common.next_step)}</Button>
                </div>
            </form>
        </UnlistedPage>
    }
}
