//! No request may send more, or more slowly, than our forms need.

use std::{sync::Arc, time::Duration};

use axum::{
    body::Body,
    extract::{Request, State},
    http::{HeaderMap, Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse as _, Response},
};
use futures_util::StreamExt as _;
use percent_encoding::percent_decode;

use crate::server::{config::Config, error::AppError};

/// A client that sends nothing for so long has gone.
pub const LONGEST_SILENCE: Duration = Duration::from_secs(30);

/// Reads the body before its handler does, so that too much is a 413 and too slow a 408 everywhere.
///
/// A form whose text is not UTF-8 is a 400: pages of ours are UTF-8, so browsers send nothing else, and what a program
/// meant by other bytes could only be guessed. Read as it is, a name would be stored with signs that stand for nothing.
pub async fn body_limit(State(config): State<Arc<Config>>, request: Request, next: Next) -> Response {
    if matches!(*request.method(), Method::GET | Method::HEAD) {
        return next.run(request).await;
    }
    let announced = request
        .headers()
        .get(header::CONTENT_LENGTH)
        .and_then(|value| value.to_str().ok()?.parse::<usize>().ok())
        .unwrap_or_default();
    if announced > config.body_limit_bytes {
        return StatusCode::PAYLOAD_TOO_LARGE.into_response();
    }
    let (parts, body) = request.into_parts();
    match read(body, announced, config.body_limit_bytes).await {
        Ok(bytes) if is_form(&parts.headers) && percent_decode(&bytes).decode_utf8().is_err() => {
            AppError::BadRequest("the text of a form is not UTF-8").into_response()
        }
        Ok(bytes) => next.run(Request::from_parts(parts, Body::from(bytes))).await,
        Err(status) => status.into_response(),
    }
}

fn is_form(headers: &HeaderMap) -> bool {
    const FORM: &[u8] = b"application/x-www-form-urlencoded";
    let kind = headers.get(header::CONTENT_TYPE).and_then(|value| value.as_bytes().get(..FORM.len()));
    kind.is_some_and(|kind| kind.eq_ignore_ascii_case(FORM))
}

async fn read(body: Body, announced: usize, limit: usize) -> Result<Vec<u8>, StatusCode> {
    let mut bytes = Vec::with_capacity(announced.min(limit));
    let mut chunks = body.into_data_stream();
    loop {
        match tokio::time::timeout(LONGEST_SILENCE, chunks.next()).await {
            Err(_) => return Err(StatusCode::REQUEST_TIMEOUT),
            Ok(None) => return Ok(bytes),
            Ok(Some(Err(_))) => return Err(StatusCode::BAD_REQUEST),
            Ok(Some(Ok(chunk))) if bytes.len() + chunk.len() > limit => return Err(StatusCode::PAYLOAD_TOO_LARGE),
            Ok(Some(Ok(chunk))) => bytes.extend_from_slice(&chunk),
        }
    }
}
