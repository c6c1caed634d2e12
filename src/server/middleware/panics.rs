//! A panic ends one request, never the server.

use std::any::Any;

use axum::{
    http::StatusCode,
    response::{IntoResponse as _, Response},
};

/// The answer to a request whose handler panicked; the hook below has logged where.
#[must_use]
pub fn answer(_payload: Box<dyn Any + Send>) -> Response {
    StatusCode::INTERNAL_SERVER_ERROR.into_response()
}

/// Logs panics under the request's id. Their texts may quote private values, so only those written in the code itself
/// are logged.
pub fn log_panics() {
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        let text = panic.payload().downcast_ref::<&'static str>().copied().unwrap_or("(text withheld)");
        tracing::error!(place, text, "panic");
    }));
}
