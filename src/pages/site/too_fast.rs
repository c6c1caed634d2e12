//! Pages that ask the visitor to wait.

use http::{HeaderValue, StatusCode, header};
use leptos::prelude::*;
use leptos_axum::ResponseOptions;

/// The answer to a form that came too soon: the usual page, but with the status programs understand.
pub fn set_too_fast(seconds: u64) {
    let Some(response) = use_context::<ResponseOptions>() else { return };
    response.set_status(StatusCode::TOO_MANY_REQUESTS);
    response.insert_header(header::RETRY_AFTER, HeaderValue::from(seconds));
}
