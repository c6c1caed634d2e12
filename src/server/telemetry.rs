//! The log: one line a request, never anything private.

use std::time::Instant;

use axum::{
    extract::{MatchedPath, Request},
    middleware::Next,
    response::Response,
};
use tracing::{Instrument as _, Level, Metadata};
use tracing_subscriber::{EnvFilter, filter::filter_fn, layer::SubscriberExt as _, util::SubscriberInitExt as _};

use super::middleware::{panics, request_context::RequestId};

/// Starts the log by `LOG` (filter) and `LOG_FORMAT` (`text` or `json`), read through `variable`. Whatever the filter
/// asks for, libraries log no more than `info`.
///
/// # Errors
/// A sentence naming the variable that makes no sense.
pub fn start(variable: impl Fn(&str) -> Option<String>) -> Result<(), String> {
    let filter = variable("LOG").filter(|text| !text.is_empty()).unwrap_or_else(|| "info".to_owned());
    let filter = EnvFilter::try_new(&filter).map_err(|_| format!("LOG: « {filter} » is no filter (example: info)"))?;
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    let format = variable("LOG_FORMAT").unwrap_or_default();
    match format.as_str() {
        "" | "text" => log.finish().with(filter_fn(is_discreet)).try_init(),
        "json" => log.json().finish().with(filter_fn(is_discreet)).try_init(),
        other => return Err(format!("LOG_FORMAT: « {other} » is neither text nor json")),
    }
    .map_err(|error| error.to_string())?;
    panics::log_panics();
    Ok(())
}

/// At finer levels libraries log what they were given: telephone numbers, statements, addresses.
fn is_discreet(metadata: &Metadata<'_>) -> bool {
    *metadata.level() <= Level::INFO || metadata.target().split("::").next() == Some(env!("CARGO_PKG_NAME"))
}

/// Logs method, route pattern, status and duration under the request's id. Paths and queries hold codes,
/// tokens and searches, so only the pattern is written.
pub async fn log_request(mut request: Request, next: Next) -> Response {
    let started = Instant::now();
    let id = RequestId::new();
    let route = request.extensions().get::<MatchedPath>().map_or("-", MatchedPath::as_str).to_owned();
    let span = tracing::info_span!("request", id = %id.0, method = %request.method(), route = %route);
    request.extensions_mut().insert(id.clone());
    let mut answer = next.run(request).instrument(span.clone()).await;
    if let Ok(value) = id.0.parse() {
        answer.headers_mut().insert("x-request-id", value);
    }
    let status = answer.status().as_u16();
    let milliseconds = u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX);
    span.in_scope(|| match route.as_str() {
        "/healthz" | "/readyz" | "/metrics" | "/pkg/{*path}" | "-" => tracing::debug!(status, milliseconds, "answered"),
        _ => tracing::info!(status, milliseconds, "answered"),
    });
    answer
}
