//! `POST /auth/logout`.

use axum::{
    Extension,
    extract::State,
    http::header,
    response::{AppendHeaders, IntoResponse as _, Redirect, Response},
};

use crate::server::{
    context::RequestContext, error::AppResult, security::sessions::no_cookie, services::sessions::end_session,
    state::AppState,
};

/// Ends the session on the server, removes its cookie and goes home.
pub async fn sign_out(State(state): State<AppState>, Extension(request): Extension<RequestContext>) -> Response {
    match end(&state, &request).await {
        Ok(answer) => answer,
        Err(error) => {
            tracing::error!(%error, "signing out failed");
            error.status().into_response()
        }
    }
}

async fn end(state: &AppState, request: &RequestContext) -> AppResult<Response> {
    end_session(state, request).await?;
    let cookie = no_cookie(state.config.is_https())?;
    Ok((AppendHeaders([(header::SET_COOKIE, cookie)]), Redirect::to("/")).into_response())
}
