//! No address is longer than our links and forms make it.

use axum::{
    extract::Request,
    http::StatusCode,
    middleware::Next,
    response::{IntoResponse as _, Response},
};

/// Bytes of a path with its query: pages repeat parts of it in many links.
pub const LONGEST_ADDRESS: usize = 8 * 1024;

/// Answers a longer address with 414 before anything reads it.
pub async fn address_limit(request: Request, next: Next) -> Response {
    let length = request.uri().path_and_query().map_or(0, |address| address.as_str().len());
    if length > LONGEST_ADDRESS {
        return StatusCode::URI_TOO_LONG.into_response();
    }
    next.run(request).await
}
