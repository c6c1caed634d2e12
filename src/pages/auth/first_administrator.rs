//! `/auth/first-administrator/{token}`

use leptos::prelude::*;
use leptos_meta::{Meta, Title};
use leptos_router::hooks::use_params_map;

use crate::components::button::Button;
use crate::components::form::{ErrorSummary, FieldProblem, TextField};
use crate::components::lang::current_locale;
use crate::components::layout::{Page, PageWidth};
use crate::components::page_header::PageHeader;
use crate::domain::first_administrator::Problem;
use crate::i18n::{Locale, td_string};
use crate::pages::error::{ErrorPage, NotFoundPage};
use crate::server::security::flash::take_flash;
use crate::server_fns::auth::{CREATE_FIRST_ADMINISTRATOR, FirstAdministratorFlash, first_administrator_link_is_open};

/// Behind the link printed at the first start; afterwards it does not exist.
#[component]
pub fn FirstAdministratorPage() -> impl IntoView {
    let token = use_params_map().with_untracked(|params| params.get("token")).unwrap_or_default();
    let flash: Option<FirstAdministratorFlash> = take_flash("first_administrator");
    let (email, problems) = flash.map(|flash| (flash.email, flash.problems)).unwrap_or_default();
    let open = Resource::new_blocking(
        || (),
        {
            let token = token.clone();
            move |()| {
                let open = first_administrator_link_is_open(token.clone());
                async move { open.await.map_err(crate::domain::fault::Fault::from) }
            }
        },
    );
    view! {
        <Suspense>
            {move || {
                let (token, email, problems) = (token.clone(), email.clone(), problems.clone());
                Suspend::new(async move {
                    match open.await {
                        Ok(true) => view! { <AdministratorForm token email problems /> }.into_any(),
                        Ok(false) => view! { <NotFoundPage /> }.into_any(),
                        Err(_) => view! { <ErrorPage status=http::StatusCode::SERVICE_UNAVAILABLE /> }.into_any(),
                    }
                })
            }}
        </Suspense>
    }
}

#[component]
fn AdministratorForm(token: String, email: String, problems: Vec<Problem>) -> impl IntoView {
    let locale = current_locale();
    let error = |wanted: &[Problem]| {
        problems.iter().find(|problem| wanted.contains(problem)).map(|problem| message(locale, *problem).to_owned())
    };
    let email_error = error(&[Problem::Email, Problem::EmailTaken]);
    let password_error = error(&[Problem::PasswordWeak]);
    let confirm_error = error(&[Problem::PasswordsDiffer]);
    let summary = problems
        .iter()
        .map(|problem| FieldProblem { name: field(*problem).to_owned(), message: message(locale, *problem).to_owned() })
        .collect::<Vec<_>>();
    view! {
        <Title text=td_string!(locale, auth.first_title) />
        <Meta name="robots" content="noindex" />
        <Page width=PageWidth::Narrow>
            <PageHeader title=td_string!(locale, auth.first_title) lead=td_string!(locale, auth.first_lead) />
            <div class="mb-6 empty:hidden">
                <ErrorSummary problems=summary />
            </div>
            <form method="post" action=CREATE_FIRST_ADMINISTRATOR class="section-card flex flex-col gap-5">
                <input type="hidden" name="token" value=token />
                <TextField
                    name="email"
                    kind="email"
                    label=td_string!(locale, auth.email)
                    value=email
                    error=email_error
                    required=true
                    autocomplete="username"
                    maxlength=254
                    ltr=true
                />
                <TextField
                    name="password"
                    kind="password"
                    label=td_string!(locale, auth.new_password)
                    hint=td_string!(locale, auth.password_hint)
                    error=password_error
                    required=true
                    autocomplete="new-password"
                    ltr=true
                />
                <TextField
                    name="password_confirm"
                    kind="password"
                    label=td_string!(locale, auth.password_confirm)
                    error=confirm_error
                    required=true
                    autocomplete="new-password"
                    ltr=true
                />
                <div>
                    <Button wide=true>{td_string!(locale, auth.first_button)}</Button>
                </div>
            </form>
        </Page>
    }
}

const fn field(problem: Problem) -> &'static str {
    match problem {
        Problem::Email | Problem::EmailTaken => "email",
        Problem::PasswordWeak => "password",
        Problem::PasswordsDiffer => "password_confirm",
    }
}

fn message(locale: Locale, problem: Problem) -> &'static str {
    match problem {
        Problem::Email => td_string!(locale, auth.problem_email),
        Problem::EmailTaken => td_string!(locale, auth.problem_email_taken),
        Problem::PasswordWeak => td_string!(locale, auth.problem_password_weak),
        Problem::PasswordsDiffer => td_string!(locale, auth.problem_passwords_differ),
    }
}
