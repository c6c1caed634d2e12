//! Pages that tell somebody to wait.

use http::{HeaderValue, StatusCode, header};
use leptos::prelude::*;
use leptos_axum::ResponseOptions;

use super::error::ErrorPage;
use crate::server::security::rate_limits::RetryAfter;

/// Somebody has opened very many pages of this kind.
pub fn too_fast(RetryAfter(seconds): RetryAfter) -> AnyView {
    set_too_fast(seconds);
    view! { <ErrorPage status=StatusCode::TOO_MANY_REQUESTS /> }.into_any()
}

/// The answer to a form that came too soon: the usual page, but with the status programs understand.
pub fn set_too_fast(seconds: u64) {
    let Some(response) = use_context::<ResponseOptions>() else { return };
    response.set_status(StatusCode::TOO_MANY_REQUESTS);
    response.insert_header(header::RETRY_AFTER, HeaderValue::from(seconds));
}
