//! `GET /auth/password/reset/{token}`: from the mail to a page without a secret in its address.

use axum::{
    extract::{Path, State},
    http::header,
    response::{AppendHeaders, IntoResponse as _, Redirect, Response},
};

use crate::routes;
use crate::server::{security::reset_cookie, services::password_reset, state::AppState};

/// Puts the token of a link that works into a short cookie and leads to the form; the link itself is used up only by
/// a new password, because programs that look at mails follow links too.
pub async fn exchange(State(state): State<AppState>, Path(token): Path<String>) -> Response {
    let answer = Redirect::to(routes::RESET_PASSWORD);
    let cookie = match password_reset::is_open(&state, &token).await {
        Ok(true) => reset_cookie::holding(state.config.is_https(), &token),
        Ok(false) => reset_cookie::removed(state.config.is_https()),
        Err(error) => Err(error),
    };
    match cookie {
        Ok(cookie) => (AppendHeaders([(header::SET_COOKIE, cookie)]), answer).into_response(),
        Err(error) => {
            tracing::error!(%error, "a password link could not be looked up");
            error.status().into_response()
        }
    }
}
