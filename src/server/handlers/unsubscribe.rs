//! `POST /unsubscribe/{token}`: what mail programs send when their user wants no more of these mails (RFC 8058).

use axum::{
    Extension,
    extract::{Path, State},
    http::StatusCode,
};

use crate::server::{
    actor::Actor,
    context::RequestContext,
    error::{AppError, AppResult},
    services::accounts::news::{self, LinkChoice},
    state::AppState,
};

/// Unsubscribes the account of the token. The body says nothing else, and no page follows: a program reads the answer.
///
/// # Errors
/// `NotFound` for a token that is no account's.
pub async fn one_click(
    State(state): State<AppState>,
    Extension(request): Extension<RequestContext>,
    Path(token): Path<String>,
) -> AppResult<StatusCode> {
    match news::choose_by_link(&state, &Actor::of(&request), &token, false).await? {
        LinkChoice::Wanted(_) => Ok(StatusCode::OK),
        LinkChoice::Dead => Err(AppError::NotFound),
    }
}
