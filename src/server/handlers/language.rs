//! `POST /lang`: the language switch.

use axum::{
    Extension, Form,
    extract::State,
    http::{StatusCode, header},
    response::{AppendHeaders, IntoResponse as _, Redirect, Response},
};
use serde::Deserialize;

use crate::{
    domain::{lang::Lang, sign_in::local_path},
    server::{context::RequestContext, db::to_completion, repositories::accounts, security::cookies, state::AppState},
};

const A_YEAR: i64 = 365 * 24 * 60 * 60;

/// What the switch sends.
#[derive(Deserialize)]
pub struct Choice {
    lang: String,
    #[serde(default)]
    next: String,
}

/// Remembers the language in a cookie and, for somebody signed in, in the account; then shows the same page in it.
pub async fn choose(
    State(state): State<AppState>,
    Extension(request): Extension<RequestContext>,
    Form(choice): Form<Choice>,
) -> Response {
    let Some(lang) = Lang::from_code(&choice.lang) else { return StatusCode::BAD_REQUEST.into_response() };
    let https = state.config.is_https();
    if let Some(account) = request.viewer.account() {
        let id = account.id;
        let written = to_completion(async move {
            let mut tx = state.db.begin().await?;
            accounts::set_language(tx.conn()?, id, lang.code(), state.clock.now()).await?;
            tx.commit().await
        });
        if let Err(error) = written.await {
            tracing::error!(%error, "the language of an account was not stored");
            return error.status().into_response();
        }
    }
    let secure = if https { "; Secure" } else { "" };
    let cookie = format!("{}={}; Path=/; HttpOnly; SameSite=Lax; Max-Age={A_YEAR}{secure}", cookies::LANG, lang.code());
    let next = local_path(&choice.next).unwrap_or("/");
    (AppendHeaders([(header::SET_COOKIE, cookie)]), Redirect::to(next)).into_response()
}
