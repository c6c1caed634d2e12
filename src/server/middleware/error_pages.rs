//! Plain errors become pages in the visitor's language, or `problem+json` for programs.
//!
//! A handler answers with an [`AppError`]; what a browser and a program get for it is decided here alone.

use super::{representations::names_a_document, request_context::with_viewer};
use crate::{
    domain::{
        fault::{Fault, RetryAfter},
        lang::Lang,
    },
    routes::is_api,
    server::{
        api::problem::Problem,
        context::{ErrorStatus, RefusedForm, RequestContext},
        error::{AppError, status_of},
        security::headers::provide_page_policy,
        state::AppState,
    },
    texts::status::{USUAL_WAIT, status_texts},
};
use axum::{
    body::Body,
    extract::{Request, State},
    http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header, request::Parts},
    middleware::Next,
    response::{IntoResponse, Redirect, Response},
};
use leptos::{
    config::LeptosOptions,
    prelude::{AnyView, provide_context},
};

const PROBLEM: HeaderValue = HeaderValue::from_static("application/problem+json");
/// Headers of the plain error that its page keeps.
const KEPT: [header::HeaderName; 4] = [header::ALLOW, header::CONTENT_RANGE, header::RETRY_AFTER, header::SET_COOKIE];
/// What is busy or away is tried again after this.
const BUSY_FOR: RetryAfter = RetryAfter(30);

/// On an answer that asks for the password: where to go afterwards. Without it, the address that was asked for.
#[derive(Debug, Clone)]
pub struct ReturnTo(pub String);

/// The plain answer of a handler; the middleware `error_pages` turns it into a page or a problem document.
impl IntoResponse for AppError {
    fn into_response(self) -> Response {
        plain_answer(self.into())
    }
}

/// The status of a fault with what the page or the problem document needs to know of it.
#[must_use]
pub fn plain_answer(fault: Fault) -> Response {
    let mut answer = status_of(fault).into_response();
    answer.extensions_mut().insert(fault);
    let wait = match fault {
        Fault::TooManyRequests(wait) => Some(wait),
        Fault::Unavailable => Some(BUSY_FOR),
        _ => None,
    };
    if let Some(RetryAfter(seconds)) = wait {
        answer.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    answer
}

/// What renders a whole page: it shows the error when it finds an [`ErrorStatus`] in its context.
pub type Document = fn(LeptosOptions) -> AnyView;

/// Replaces every error that is not yet a page.
pub async fn error_pages(
    State((state, document)): State<(AppState, Document)>,
    request: Request,
    next: Next,
) -> Response {
    let (parts, body) = request.into_parts();
    let kept = parts.clone();
    let answer = next.run(Request::from_parts(parts, body)).await;
    if !is_plain_error(&answer) {
        return answer;
    }
    if is_api(kept.uri.path()) {
        return api_problem(&state, &kept, &answer);
    }
    let (status, fault) = (answer.status(), answer.extensions().get::<Fault>().copied());
    let form = answer.extensions().get::<RefusedForm>().cloned();
    let mut page = match (fault, form) {
        _ if names_a_document(&kept) || !wants_html(&kept.headers) => problem(&kept, status, fault),
        (_, Some(form)) => form_again(&state, document, kept, form, status).await,
        (Some(Fault::ReauthenticationRequired), None) => {
            let next = answer.extensions().get::<ReturnTo>().map(|ReturnTo(next)| next.as_str());
            let asked = kept.uri.path_and_query().map_or("/", |path| path.as_str());
            Redirect::to(&crate::routes::reauthentication_page(next.unwrap_or(asked))).into_response()
        }
        (_, None) => error_page(&state, document, kept, status, wait_of(fault)).await,
    };
    for name in KEPT {
        for value in answer.headers().get_all(&name) {
            page.headers_mut().append(name.clone(), value.clone());
        }
    }
    if status == StatusCode::TOO_MANY_REQUESTS {
        let RetryAfter(seconds) = USUAL_WAIT;
        page.headers_mut().entry(header::RETRY_AFTER).or_insert(HeaderValue::from(seconds));
    }
    page
}

fn is_plain_error(answer: &Response) -> bool {
    let status = answer.status();
    if !status.is_client_error() && !status.is_server_error() {
        return false;
    }
    let content = answer.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    !content.starts_with("text/html") && !content.contains("json")
}

/// A script or picture that is missing needs no page; programs say that they want JSON.
fn wants_html(headers: &HeaderMap) -> bool {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    let accept = text("accept").unwrap_or("*/*");
    let embedded = text("sec-fetch-dest").is_some_and(|dest| !matches!(dest, "document" | "iframe" | "frame"));
    accept.contains("text/html") || (accept.contains("*/*") && !accept.contains("json") && !embedded)
}

const fn wait_of(fault: Option<Fault>) -> Option<RetryAfter> {
    match fault {
        Some(Fault::TooManyRequests(wait)) => Some(wait),
        _ => None,
    }
}

/// The same in the way of the API, for what ended before it was reached.
fn api_problem(state: &AppState, parts: &Parts, answer: &Response) -> Response {
    let context = parts.extensions.get::<RequestContext>();
    let lang: Lang = context.map(|context| context.lang).unwrap_or_default();
    let id = context.map(|context| context.request_id.as_str()).unwrap_or_default();
    Problem::of_answer(answer).answer(&state.config.base_url, lang, id)
}

/// The problem document of RFC 9457. `code` is stable; errors that are no [`Fault`] are named after their status.
/// `detail` is the sentence a page shows, in the visitor's language.
fn problem(parts: &Parts, status: StatusCode, fault: Option<Fault>) -> Response {
    let context = parts.extensions.get::<RequestContext>();
    let title = status.canonical_reason().unwrap_or("Error");
    let code = fault.map_or_else(
        || title.to_ascii_lowercase().replace([' ', '-'], "_"),
        |fault| fault.code_and_status().0.to_owned(),
    );
    let lang: Lang = context.map(|context| context.lang).unwrap_or_default();
    let (_, detail) = status_texts(lang.into(), status.as_u16(), wait_of(fault));
    let body = serde_json::json!({
        "type": format!("urn:talentsmaroc:error:{code}"),
        "code": code,
        "title": title,
        "status": status.as_u16(),
        "detail": detail,
        "instance": context.map(|context| context.request_id.as_str()).unwrap_or_default(),
    });
    (status, [(header::CONTENT_TYPE, PROBLEM)], body.to_string()).into_response()
}

async fn error_page(
    state: &AppState,
    document: Document,
    mut parts: Parts,
    status: StatusCode,
    wait: Option<RetryAfter>,
) -> Response {
    let Some(mut context) = parts.extensions.remove::<RequestContext>() else { return status.into_response() };
    if parts.method != Method::GET || status == StatusCode::URI_TOO_LONG {
        // The language switch on this page must not lead to an address that only takes forms, or is too long.
        "/".clone_into(&mut context.path_and_query);
    }
    parts.uri = Uri::from_static("/");
    let shown = ErrorStatus { status, request_id: context.request_id.clone(), wait };
    render(state, document, parts, context, status, Some(shown)).await
}

/// The page of a form that was refused for now, with what was typed.
async fn form_again(
    state: &AppState,
    document: Document,
    mut parts: Parts,
    form: RefusedForm,
    status: StatusCode,
) -> Response {
    let Some(mut context) = parts.extensions.remove::<RequestContext>() else { return status.into_response() };
    let Ok(uri) = form.page.parse::<Uri>() else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    parts.uri = uri;
    context.path_and_query.clone_from(&form.page);
    parts.extensions.insert(form);
    let mut page = render(state, document, parts, context, status, None).await;
    // Private answers are in it.
    page.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    page
}

/// Renders a whole page for a viewer with this status: that of an error, or of `parts.uri`.
async fn render(
    state: &AppState,
    document: Document,
    mut parts: Parts,
    context: RequestContext,
    status: StatusCode,
    error: Option<ErrorStatus>,
) -> Response {
    let context = with_viewer(state, &parts.headers, context).await;
    parts.extensions.insert(context);
    parts.method = Method::GET;
    let (options, state) = (state.leptos_options.clone(), state.clone());
    let render = leptos_axum::render_app_async_with_context(
        move || {
            provide_context(state.clone());
            if let Some(error) = error.clone() {
                provide_context(error);
            }
            provide_page_policy();
        },
        move || document(options.clone()),
    );
    let mut page = render(Request::from_parts(parts, Body::empty())).await;
    *page.status_mut() = status;
    page
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_may_try_again_is_told_when() {
        for (fault, seconds) in [
            (Fault::TooManyRequests(RetryAfter(7)), Some("7")),
            (Fault::Unavailable, Some("30")),
            (Fault::StorageFull, None),
            (Fault::Internal, None),
        ] {
            let answer = plain_answer(fault);
            let told = answer.headers().get(header::RETRY_AFTER).map(|value| value.to_str().unwrap());
            assert_eq!(told, seconds, "{fault}");
        }
    }
}
