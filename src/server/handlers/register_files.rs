//! `POST /auth/register/files` and `POST /cinema/register/files`: the step with files, with or without a script.

use super::file_form::{self, ReceivedForm, Reply};
use crate::domain::registration::FormDraft;
use crate::server::{
    context::RequestContext,
    ctx,
    db::to_completion,
    error::AppResult,
    services::{
        files::forms::{WaitingClient, store_in_draft},
        registration::{StoredForm, drafts},
    },
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
    let may_begin = drafts::count_begin::<FormDraft<S>>(&state, S::FORM, &visitor).await;
    let read = file_form::receive::<S>(&state, &request, &visitor, body, may_begin.is_ok()).await;
    let ReceivedForm { sent, place: upload_place } = match read {
        Ok(received) => received,
        Err(unreadable) => return unreadable.answer(),
    };
    let typed = S::received(sent.values.clone());
    let page = S::from_key(typed.first("step")).unwrap_or(S::FILES).path();
    let (_client, presence) = WaitingClient::new();
    let stored = to_completion(async move {
        may_begin?;
        let _until_stored = upload_place?;
        file_form::count_files(&state, &visitor, &sent)?;
        let (taken, place) = store_in_draft::<S>(&state, &mut visitor, sent, &presence).await?;
        let reply = Reply { next: place.path(), taken, renamed: S::RENAMED, lang: request.lang, json };
        let mut answer = reply.answer(&state)?;
        if let Some(token) = &visitor.draft_token {
            answer.headers_mut().append(header::SET_COOKIE, ctx::draft_cookie(&state, Some(token))?);
        }
        Ok(answer)
    });
    Ok(stored.await.unwrap_or_else(|error| file_form::refused(error, page, typed)))
}
