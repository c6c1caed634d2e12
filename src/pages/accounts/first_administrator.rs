//! `/auth/first-administrator/{token}`

use http::StatusCode;
use leptos::prelude::*;
use leptos_axum::ResponseOptions;
use leptos_router::hooks::use_params_map;

use crate::components::button::Button;
use crate::components::field_error_text::{problems, text_for};
use crate::components::form::{ErrorSummary, NewPasswordFields, TextField};
use crate::components::lang::current_locale;
use crate::components::suspended::suspended;
use crate::components::unlisted_page::UnlistedPage;
use crate::domain::field_error::FieldErrors;
use crate::i18n::{Locale, td_string};
use crate::pages::site::error::{ErrorPage, NotFoundPage};
use crate::server::security::flash::take_flash;
use crate::server::{context::use_state, error::AppResult, services::accounts::first_administrator::is_open};
use crate::server_fns::accounts::sign_in::{CREATE_FIRST_ADMINISTRATOR, FirstAdministratorFlash};

/// Behind the link printed at the first start; afterwards it does not exist.
#[component]
pub fn FirstAdministratorPage() -> impl IntoView {
    let token = use_params_map().with_untracked(|params| params.get("token")).unwrap_or_default();
    let flash: Option<FirstAdministratorFlash> = take_flash("first_administrator");
    let (email, errors) = flash.map(|flash| (flash.email, flash.errors)).unwrap_or_default();
    let open = Resource::new_blocking(|| (), {
        let token = token.clone();
        move |()| {
            let open = link_is_open(token.clone());
            async move { open.await.map_err(crate::domain::fault::Fault::from) }
        }
    });
    view! {
        <Suspense>
            {move || {
                let (token, email, errors) = (token.clone(), email.clone(), errors.clone());
                suspended(async move {
                    match open.await {
                        Ok(true) => view! { <AdministratorForm token email errors /> }.into_any(),
                        Ok(false) => view! { <NotFoundPage /> }.into_any(),
                        Err(_) => {
                            if let Some(response) = use_context::<ResponseOptions>() {
                                response.set_status(StatusCode::SERVICE_UNAVAILABLE);
                            }
                            view! { <ErrorPage status=StatusCode::SERVICE_UNAVAILABLE /> }.into_any()
                        }
                    }
                })
            }}
        </Suspense>
    }
}

async fn link_is_open(token: String) -> AppResult<bool> {
    is_open(&use_state()?, &token).await
}

#[component]
fn AdministratorForm(token: String, email: String, errors: FieldErrors) -> impl IntoView {
    let locale = current_locale();
    let label = move |field: &str| label(locale, field);
    let summary = problems(locale, &errors, &FIELDS, label);
    let email_error = text_for(locale, &errors, "email");
    view! {
        <UnlistedPage title=td_string!(locale, auth.first_title) lead=td_string!(locale, auth.first_lead)>
            <div class="mb-6 empty:hidden">
                <ErrorSummary problems=summary />
            </div>
            <form method="post" action=CREATE_FIRST_ADMINISTRATOR class="section-card flex flex-col gap-5">
                <input type="hidden" name="token" value=token />
                <TextField
                    name="email"
                    kind="email"
                    label=label("email")
                    value=email
                    error=email_error
                    required=true
                    autocomplete="username"
                    maxlength=254
                    ltr=true
                />
                <NewPasswordFields label=label("password") confirm_label=label("password_confirm") errors=&errors />
                <div>
                    <Button wide=true>{td_string!(locale, auth.first_button)}</Button>
                </div>
            </form>
        </UnlistedPage>
    }
}

const FIELDS: [&str; 3] = ["email", "password", "password_confirm"];

fn label(locale: Locale, field: &str) -> &'static str {
    match field {
        "email" => td_string!(locale, field.email),
        "password" => td_string!(locale, common.password),
        _ => td_string!(locale, auth.password_confirm),
    }
}
