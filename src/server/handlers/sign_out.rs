//! `POST /auth/logout`.

use axum::{
    Extension,
    extract::State,
    http::header,
    response::{AppendHeaders, IntoResponse, Redirect},
};

use crate::server::{
    actor::Actor, context::RequestContext, ctx::draft_cookie, error::AppResult, security::sessions::no_cookie,
    services::accounts::sessions::end_session, state::AppState,
};

/// Ends the session on the server, removes its cookie and goes home. The cookie of an unfinished form goes too: the next
/// visitor of a shared computer must not see what was typed.
pub async fn sign_out(
    State(state): State<AppState>,
    Extension(request): Extension<RequestContext>,
) -> AppResult<impl IntoResponse> {
    end_session(&state, &Actor::of(&request)).await?;
    let session = no_cookie(state.config.is_https())?;
    let draft = draft_cookie(&state, None)?;
    Ok((AppendHeaders([(header::SET_COOKIE, session), (header::SET_COOKIE, draft)]), Redirect::to("/")))
}
