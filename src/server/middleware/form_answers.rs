//! Server functions answer plain forms like any web server would.

use axum::{
    body::{Body, to_bytes},
    extract::Request,
    http::{HeaderValue, Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse as _, Response},
};

use crate::domain::fault::Fault;

/// Set by `server_fn` on answers that are errors, with the function's path.
const ERROR_HEADER: &str = "serverfnerror";
const LONGEST_FAULT: usize = 1024;

/// Leptos redirects only those that say `Accept: text/html`, and sends faults of forms back to the form in its
/// address. Here everybody who did not ask for JSON gets the redirect, and a fault gets its own status.
pub async fn form_answers(mut request: Request, next: Next) -> Response {
    let reads_html = !asks_for_json(&request);
    if reads_html {
        request.headers_mut().insert(header::ACCEPT, HeaderValue::from_static("text/html"));
    }
    let is_form = reads_html && request.method() == Method::POST;
    let answer = next.run(request).await;
    if !answer.headers().contains_key(ERROR_HEADER) {
        return answer;
    }
    let (mut parts, body) = answer.into_parts();
    let bytes = to_bytes(body, LONGEST_FAULT).await.unwrap_or_default();
    parts.status = serde_json::from_slice(&bytes).map_or(StatusCode::INTERNAL_SERVER_ERROR, status);
    parts.headers.remove(header::LOCATION);
    if is_form { parts.status.into_response() } else { Response::from_parts(parts, Body::from(bytes)) }
}

fn asks_for_json(request: &Request) -> bool {
    request
        .headers()
        .get_all(header::ACCEPT)
        .iter()
        .any(|value| value.to_str().is_ok_and(|value| value.contains("json") && !value.contains("text/html")))
}

const fn status(fault: Fault) -> StatusCode {
    match fault {
        Fault::BadRequest => StatusCode::BAD_REQUEST,
        Fault::Forbidden => StatusCode::FORBIDDEN,
        Fault::NotFound => StatusCode::NOT_FOUND,
        Fault::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
        Fault::StorageFull => StatusCode::INSUFFICIENT_STORAGE,
        Fault::Internal => StatusCode::INTERNAL_SERVER_ERROR,
    }
}
