//! Server functions answer plain forms like any web server would.

use axum::{
    body::{Body, to_bytes},
    extract::Request,
    http::{HeaderValue, Method, header},
    middleware::Next,
    response::Response,
};

use server_fn::redirect::REDIRECT_HEADER;

use super::error_pages::{ReturnTo, plain_answer};
use crate::{domain::fault::Fault, server::context::RefusedFormSlot};

/// Set by `server_fn` on answers that are errors, with the function's path.
const ERROR_HEADER: &str = "serverfnerror";
const LONGEST_FAULT: usize = 1024;

/// Leptos redirects only those that say `Accept: text/html`, and sends faults of forms back to the form in its address.
/// Here every request that did not ask for JSON gets the redirect, and a fault gets its own status. A function that
/// needs the password first redirects to where to go afterwards and answers with the fault. A form that a limit refused is
/// shown again with what was typed.
pub async fn form_answers(mut request: Request, next: Next) -> Response {
    let reads_html = !asks_for_json(&request);
    if reads_html {
        request.headers_mut().insert(header::ACCEPT, HeaderValue::from_static("text/html"));
    }
    let is_form = reads_html && request.method() == Method::POST;
    let refused = RefusedFormSlot::default();
    if is_form {
        request.extensions_mut().insert(refused.clone());
    }
    let answer = next.run(request).await;
    if !answer.headers().contains_key(ERROR_HEADER) {
        return answer;
    }
    let (parts, body) = answer.into_parts();
    let bytes = to_bytes(body, LONGEST_FAULT).await.unwrap_or_default();
    let fault: Fault = serde_json::from_slice(&bytes).unwrap_or(Fault::Internal);
    let mut plain = plain_answer(fault);
    if is_form {
        if let Some(form) = refused.left() {
            plain.extensions_mut().insert(form);
        }
        let location = parts.headers.get(header::LOCATION).and_then(|value| value.to_str().ok());
        if let Some(next) = location {
            plain.extensions_mut().insert(ReturnTo(next.to_owned()));
        }
        return plain;
    }
    let (plain, _) = plain.into_parts();
    let mut answer = Response::from_parts(parts, Body::from(bytes));
    *answer.status_mut() = plain.status;
    for redirect in [header::LOCATION.as_str(), REDIRECT_HEADER] {
        answer.headers_mut().remove(redirect);
    }
    answer.headers_mut().extend(plain.headers);
    answer
}

fn asks_for_json(request: &Request) -> bool {
    request
        .headers()
        .get_all(header::ACCEPT)
        .iter()
        .any(|value| value.to_str().is_ok_and(|value| value.contains("json") && !value.contains("text/html")))
}
