//! Access to routes, by the table of [`routes`].

use crate::{
    routes::{self, Who, who},
    server::{
        context::{RequestContext, SessionUnreadable, WritesUsedUp},
        error::AppError,
    },
};
use axum::{
    extract::{MatchedPath, Request},
    http::{Method, StatusCode},
    middleware::Next,
    response::{IntoResponse as _, Redirect, Response},
};

/// The callers that may use the route of this request. Addresses without a route are public files or nothing.
#[must_use]
pub fn of(request: &Request) -> Option<Who> {
    match request.extensions().get::<MatchedPath>() {
        Some(pattern) => who(request.method(), pattern.as_str()),
        None if matches!(*request.method(), Method::GET | Method::HEAD) => Some(Who::Asset),
        None => None,
    }
}

/// Lets permitted callers through, sends anonymous visitors to the sign-in page, and answers the others with a plain
/// error.
pub async fn guard(request: Request, next: Next) -> Response {
    if let Some(SessionUnreadable(status)) = request.extensions().get() {
        return status.into_response();
    }
    if let Some(WritesUsedUp(wait)) = request.extensions().get() {
        return AppError::TooManyRequests(*wait).into_response();
    }
    let Some(context) = request.extensions().get::<RequestContext>() else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let viewer = &context.viewer;
    match of(&request) {
        None => StatusCode::NOT_FOUND.into_response(),
        Some(Who::Asset | Who::Everyone | Who::Holder | Who::Network) => next.run(request).await,
        Some(Who::SignedIn) if viewer.account().is_some() => next.run(request).await,
        Some(Who::Allowed(capability)) if viewer.may(capability) => next.run(request).await,
        Some(Who::Allowed(capability)) if viewer.account().is_some() => {
            tracing::warn!(?capability, "refused: the capability is missing");
            StatusCode::NOT_FOUND.into_response()
        }
        Some(Who::SignedIn | Who::Allowed(_)) => stranger(&request, context),
    }
}

fn stranger(request: &Request, context: &RequestContext) -> Response {
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return StatusCode::UNAUTHORIZED.into_response();
    }
    Redirect::to(&routes::sign_in_page(context.way_back())).into_response()
}
