//! `POST /admin/imports/file`: a spreadsheet that an administrator sends.

use axum::{
    Extension,
    extract::{Request, State},
    http::header,
    response::{AppendHeaders, IntoResponse as _, Redirect, Response},
};

use super::upload_body::{BodyPart, FileField, MOST_TEXT, ReadBody, read};
use crate::{
    domain::import::sheet::{MOST_BYTES, SheetProblem},
    routes::{DESK_NEW_IMPORT, desk_import},
    server::{
        actor::Actor,
        context::RequestContext,
        db::to_completion,
        error::{AppError, AppResult},
        security::flash::{IMPORT_PROBLEM, flash_cookie},
        services::{files::forms::FileContent, import::desk::send as send_sheet},
        state::AppState,
    },
};

/// The field with the file.
const FILE: &str = "file";

/// Keeps the file as a draft, and leads to what its columns seem to mean; says why it is no table otherwise.
pub async fn send(
    State(state): State<AppState>,
    Extension(request): Extension<RequestContext>,
    body: Request,
) -> AppResult<Response> {
    let actor = Actor::of(&request);
    let account_id = actor.account().map(|account| account.id);
    actor.counted(|address| state.security.rate_limits.upload(address, account_id))?;
    let _place = state.security.upload_places.enter(Some(request.client_ip)).await.map_err(AppError::from)?;
    // It is about people: no disk holds it in clear.
    let file_field = |field: &str| (field == FILE).then_some(FileField { most_bytes: MOST_BYTES, in_memory: true });
    let ReadBody { parts, refused } =
        match read(body, &state.security.upload_places, &state.clock, MOST_TEXT, file_field).await {
            Ok(read) => read,
            Err(unreadable) => return unreadable.answer(),
        };
    if let Some(error) = refused {
        return Err(error);
    }
    let file = parts.into_iter().find_map(|part| match part {
        BodyPart::File { content, .. } => Some(content),
        BodyPart::Text { .. } => None,
    });
    to_completion(async move {
        let (bytes, _memory) = match file {
            Some(FileContent::InMemory(bytes, memory)) => (bytes, Some(memory)),
            Some(FileContent::OnDisk(file)) => (file.read().await?, None),
            Some(FileContent::TooLarge) => return refused_because(&state, &SheetProblem::TooLarge),
            Some(FileContent::Empty) | None => return refused_because(&state, &SheetProblem::Empty),
        };
        match send_sheet(&state, &actor, &bytes).await? {
            Ok(id) => Ok(Redirect::to(&desk_import(id)).into_response()),
            Err(problem) => refused_because(&state, &problem),
        }
    })
    .await
}

fn refused_because(state: &AppState, problem: &SheetProblem) -> AppResult<Response> {
    let cookie = flash_cookie(state, IMPORT_PROBLEM, problem)?;
    Ok((AppendHeaders([(header::SET_COOKIE, cookie)]), Redirect::to(DESK_NEW_IMPORT)).into_response())
}
