//! Pages of other sites: those that `API_ALLOWED_ORIGINS` names may read the API, with a token, never with cookies.

use axum::{
    extract::{Request, State},
    http::{HeaderValue, Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse as _, Response},
};

use crate::server::state::AppState;

const METHODS: HeaderValue = HeaderValue::from_static("GET, HEAD, POST, PUT, PATCH, DELETE");
const SENT: HeaderValue =
    HeaderValue::from_static("Authorization, Accept-Language, Content-Type, Idempotency-Key, If-Match, If-None-Match");
const READ: HeaderValue = HeaderValue::from_static(
    "Content-Disposition, ETag, Link, Location, RateLimit, RateLimit-Policy, Retry-After, WWW-Authenticate, X-Request-Id",
);

/// Answers browsers that ask before they send, and says who may read an answer.
pub async fn cors(State(state): State<AppState>, request: Request, next: Next) -> Response {
    if state.config.api_allowed_origins.is_empty() {
        return next.run(request).await;
    }
    let origin = request.headers().get(header::ORIGIN).cloned();
    let named = |origin: &HeaderValue| {
        let origin = origin.to_str().unwrap_or_default().to_ascii_lowercase();
        state.config.api_allowed_origins.contains(&origin)
    };
    let allowed = origin.filter(named);
    let asks =
        *request.method() == Method::OPTIONS && request.headers().contains_key(header::ACCESS_CONTROL_REQUEST_METHOD);
    let mut answer = match &allowed {
        Some(_) if asks => StatusCode::NO_CONTENT.into_response(),
        _ => next.run(request).await,
    };
    let headers = answer.headers_mut();
    headers.append(header::VARY, HeaderValue::from_static("Origin"));
    if let Some(origin) = allowed {
        headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin);
        headers.insert(header::ACCESS_CONTROL_EXPOSE_HEADERS, READ);
        if asks {
            headers.insert(header::ACCESS_CONTROL_ALLOW_METHODS, METHODS);
            headers.insert(header::ACCESS_CONTROL_ALLOW_HEADERS, SENT);
            headers.insert(header::ACCESS_CONTROL_MAX_AGE, HeaderValue::from_static("600"));
        }
    }
    answer
}
