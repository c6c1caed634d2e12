//! `POST /lang`: the language switch.

use axum::{
    Extension, Form,
    extract::{State, rejection::FormRejection},
    http::header,
    response::{AppendHeaders, IntoResponse, Redirect},
};
use serde::Deserialize;

use crate::{
    domain::{accounts::sign_in::local_path, lang::Lang},
    server::{
        actor::Actor,
        context::RequestContext,
        error::{AppError, AppResult},
        security::cookies,
        services::accounts::language,
        state::AppState,
    },
};

const A_YEAR: i64 = 365 * 24 * 60 * 60;

/// What the switch sends.
#[derive(Deserialize)]
pub struct LanguageChoice {
    lang: String,
    #[serde(default)]
    next: String,
}

/// Stores the language in a cookie and, for a signed-in visitor, in the account; then shows the same page in it.
pub async fn choose(
    State(state): State<AppState>,
    Extension(request): Extension<RequestContext>,
    choice: Result<Form<LanguageChoice>, FormRejection>,
) -> AppResult<impl IntoResponse> {
    let Form(choice) = choice.map_err(|_| AppError::BadRequest("no language"))?;
    let lang = Lang::from_code(&choice.lang).ok_or(AppError::BadRequest("an unknown language"))?;
    language::choose(&state, &Actor::of(&request), lang).await?;
    let secure = if state.config.is_https() { "; Secure" } else { "" };
    let cookie = format!("{}={}; Path=/; HttpOnly; SameSite=Lax; Max-Age={A_YEAR}{secure}", cookies::LANG, lang.code());
    let next = local_path(&choice.next).unwrap_or("/");
    Ok((AppendHeaders([(header::SET_COOKIE, cookie)]), Redirect::to(next)))
}
