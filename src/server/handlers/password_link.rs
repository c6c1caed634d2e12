//! `GET /auth/password/reset/{token}`: from the mail to a page without a secret in its address.

use crate::{
    routes,
    server::{error::AppResult, security::reset_cookie, services::accounts::password_reset, state::AppState},
};
use axum::{
    extract::{Path, State},
    http::header,
    response::{AppendHeaders, IntoResponse, Redirect},
};

/// Puts the token of a link that works into a short cookie and leads to the form; the link itself is used up only by
/// a new password, because programs that look at mails follow links too.
pub async fn exchange(State(state): State<AppState>, Path(token): Path<String>) -> AppResult<impl IntoResponse> {
    let https = state.config.is_https();
    let cookie = if password_reset::is_open(&state, &token).await? {
        reset_cookie::holding(https, &token)?
    } else {
        reset_cookie::removed(https)?
    };
    Ok((AppendHeaders([(header::SET_COOKIE, cookie)]), Redirect::to(routes::RESET_PASSWORD)))
}
