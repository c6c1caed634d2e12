//! `POST /auth/register/files` and `POST /cinema/register/files`: the step with files, with or without a script.

use super::file_form::{self, Reply};
use crate::server::{
    context::RequestContext,
    ctx,
    db::to_completion,
    error::AppResult,
    services::{files::forms::store_in_draft, registration::StoredForm},
    state::AppState,
};
use axum::{
    Extension,
    extract::{Request, State},
    http::header,
    response::Response,
};

/// Stores what was sent in the visitor's draft.
pub async fn register_files<S: StoredForm>(
    State(state): State<AppState>,
    Extension(request): Extension<RequestContext>,
    body: Request,
) -> AppResult<Response> {
    let mut visitor = ctx::form_request(&state, &request, body.headers());
    let json = file_form::wants_json(body.headers());
    let sent = match file_form::receive::<S>(body).await {
        Ok(sent) => sent,
        Err(unreadable) => return unreadable.answer(),
    };
    let typed = S::received(sent.values.clone());
    let page = S::from_key(typed.first("step")).unwrap_or(S::FILES).path();
    let stored = to_completion(async move {
        let (taken, place) = store_in_draft::<S>(&state, &mut visitor, sent).await?;
        let reply = Reply { next: place.path(), taken, renamed: S::RENAMED, lang: request.lang, json };
        let mut answer = reply.answer(&state)?;
        if let Some(token) = &visitor.draft_token {
            answer.headers_mut().append(header::SET_COOKIE, ctx::draft_cookie(&state, Some(token))?);
        }
        Ok(answer)
    });
    Ok(stored.await.unwrap_or_else(|error| file_form::refused(error, page, typed)))
}
