//! A page whose data could not be read.

use leptos::prelude::*;
use leptos_axum::ResponseOptions;

use super::error::ErrorPage;
use crate::{
    domain::fault::Fault,
    server::{context::use_request, error::AppError},
};

/// Logs the error, sets its status and says sorry.
pub fn failure(error: AppError) -> AnyView {
    let status = error.status();
    // Turning it into what the outside may know writes the log line.
    let _: Fault = error.into();
    if let Some(response) = use_context::<ResponseOptions>() {
        response.set_status(status);
    }
    view! { <ErrorPage status request_id=use_request().request_id /> }.into_any()
}
