//! `POST /auth/logout`.

use axum::{
    Extension,
    extract::State,
    http::header,
    response::{AppendHeaders, IntoResponse, Redirect},
};

use crate::server::{
    actor::Actor, context::RequestContext, error::AppResult, security::sessions::no_cookie,
    services::accounts::sessions::end_session, state::AppState,
};

/// Ends the session on the server, removes its cookie and goes home.
pub async fn sign_out(
    State(state): State<AppState>,
    Extension(request): Extension<RequestContext>,
) -> AppResult<impl IntoResponse> {
    end_session(&state, &Actor::of(&request)).await?;
    let cookie = no_cookie(state.config.is_https())?;
    Ok((AppendHeaders([(header::SET_COOKIE, cookie)]), Redirect::to("/")))
}
