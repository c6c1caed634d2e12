//! Pages that say what went wrong, in the visitor's language and in the usual frame.

use crate::{
    components::{
        icon::{Icon, IconName},
        lang::current_locale,
        site::operator,
        unlisted_page::UnlistedPage,
    },
    domain::fault::RetryAfter,
    i18n::td_string,
    routes,
    server::context::use_request,
    texts::status::status_texts,
};
use http::StatusCode;
use leptos::prelude::*;
use leptos_axum::ResponseOptions;

/// The page of an error status; statuses without a text of their own are shown as 500.
#[component]
pub fn ErrorPage(
    status: StatusCode,
    #[prop(into, optional)] request_id: String,
    /// How long to wait, after too many requests.
    #[prop(optional_no_strip)]
    wait: Option<RetryAfter>,
) -> impl IntoView {
    let locale = current_locale();
    let (title, text) = status_texts(locale, status.as_u16(), wait);
    let ours = status.is_server_error();
    view! {
        <Frame number=status.as_u16().to_string() title=title>
            <p class="mt-4 text-lg text-muted">{text}</p>
            {(ours && !request_id.is_empty())
                .then(|| {
                    view! {
                        <p class="mt-4 text-sm text-muted">
                            {td_string!(locale, errors.reference)} " " <code dir="ltr">{request_id}</code>
                        </p>
                    }
                })}
            <div class="mt-8 flex flex-wrap gap-3">
                <a href="/" class="btn btn-primary">
                    {td_string!(locale, errors.home)}
                </a>
                {(status == StatusCode::UNAUTHORIZED)
                    .then(|| {
                        view! {
                            <a href=routes::LOGIN class="btn btn-outline border-base-content/30">
                                {td_string!(locale, common.log_in)}
                            </a>
                        }
                    })} {if ours {
                    view! {
                        <a href=format!("mailto:{}", operator().email) class="btn btn-outline border-base-content/30">
                            <Icon name=IconName::Mail />
                            {td_string!(locale, errors.write_us)}
                        </a>
                    }
                        .into_any()
                } else {
                    view! {
                        <a href=routes::TALENTS class="btn btn-outline border-base-content/30">
                            {td_string!(locale, common.browse_talents)}
                        </a>
                    }
                        .into_any()
                }}
            </div>
        </Frame>
    }
}

/// The page of an unknown address; sets the status 404 itself.
#[component]
pub fn NotFoundPage() -> impl IntoView {
    set_not_found();
    view! { <ErrorPage status=StatusCode::NOT_FOUND /> }
}

/// The one answer for a profile this viewer cannot reach, whatever the reason; sets the status 404 itself.
#[component]
pub fn ProfileNotFoundPage() -> impl IntoView {
    set_not_found();
    let locale = current_locale();
    let request = use_request();
    let signed_in = request.viewer.account().is_some();
    let next: String = form_urlencoded::byte_serialize(request.way_back().as_bytes()).collect();
    view! {
        <Frame number="404" title=td_string!(locale, errors.profile_title)>
            {(!signed_in).then(|| view! { <p class="mt-4 text-lg">{td_string!(locale, errors.profile_text)}</p> })}
            <p class="mt-2 text-muted">{td_string!(locale, errors.profile_more)}</p>
            <div class="mt-8 flex flex-wrap gap-3">
                {(!signed_in)
                    .then(|| {
                        view! {
                            <a href=format!("{}?next={next}", routes::LOGIN) class="btn btn-primary">
                                {td_string!(locale, common.log_in)}
                            </a>
                        }
                    })} <a href=routes::TALENTS class="btn btn-outline border-base-content/30">
                    {td_string!(locale, common.browse_talents)}
                </a>
            </div>
        </Frame>
    }
}

#[component]
fn Frame(#[prop(into)] number: String, title: &'static str, children: Children) -> impl IntoView {
    view! {
        <UnlistedPage title>
            <div class="flex flex-col items-start gap-8 py-6 sm:flex-row sm:py-12">
                <span
                    class="shape-star inline-flex size-32 shrink-0 items-center justify-center bg-secondary font-display text-3xl font-extrabold text-secondary-content"
                    aria-hidden="true"
                >
                    {number}
                </span>
                <div>
                    <h1 class="font-display text-3xl font-bold text-balance sm:text-4xl">{title}</h1>
                    {children()}
                </div>
            </div>
        </UnlistedPage>
    }
}

fn set_not_found() {
    if let Some(response) = use_context::<ResponseOptions>() {
        response.set_status(StatusCode::NOT_FOUND);
    }
}
