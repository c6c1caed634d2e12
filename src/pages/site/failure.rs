//! A page whose data could not be read.

use leptos::prelude::*;
use leptos_axum::ResponseOptions;

use crate::pages::site::{error::ErrorPage, too_fast::set_too_fast};
use crate::{
    components::suspended::suspended,
    domain::fault::{Fault, RetryAfter},
    server::{
        context::use_request,
        error::{AppError, AppResult, status_of},
    },
};

/// Logs the error, sets its status and shows an apology.
pub fn failure(error: AppError) -> AnyView {
    // Converting it into the public error writes the log line.
    let fault = Fault::from(error);
    let status = status_of(fault);
    if let Some(response) = use_context::<ResponseOptions>() {
        response.set_status(status);
    }
    let wait = match fault {
        Fault::TooManyRequests(wait) => Some(wait),
        _ => None,
    };
    if let Some(RetryAfter(seconds)) = wait {
        set_too_fast(seconds);
    }
    view! { <ErrorPage status request_id=use_request().request_id wait /> }.into_any()
}

/// A part of a page that is read first, or what became of reading it. A page has one: of two, the one that holds a lock
/// might not be polled while the other waits for it.
pub fn loaded<T: Send + 'static>(
    content: impl Future<Output = AppResult<T>> + Send + 'static,
    show: impl FnOnce(T) -> AnyView + Send + 'static,
) -> impl IntoView {
    suspended(async move {
        match content.await {
            Ok(content) => show(content),
            Err(error) => failure(error),
        }
    })
}
