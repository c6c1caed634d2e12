//! `POST /profile/files`: photo and CV of somebody signed in, with the section's other answers.
//!
//! As [`super::register_files`], for a person instead of a draft.

use axum::{
    Extension,
    extract::{Request, State},
    http::StatusCode,
    response::{IntoResponse as _, Response},
};

use super::{
    register_files::{Sent, answer, failed, kind_of, sort, take, wants_json},
    upload_body::{Unreadable, read},
};
use crate::{
    domain::registration::Step,
    server::{
        context::RequestContext,
        db::to_completion,
        error::AppResult,
        services::{
            profile_edit::{Editor, Saved, save_section},
            registration::StoredForm as _,
            uploads::{FileKind, FileOwner},
        },
        state::AppState,
    },
};

const SECTION: &str = "/profile/edit?section=documents";

/// Keeps what was sent.
pub async fn profile_files(
    State(state): State<AppState>,
    Extension(request): Extension<RequestContext>,
    body: Request,
) -> Response {
    let Some(editor) = Editor::of(&request) else { return StatusCode::NOT_FOUND.into_response() };
    let json = wants_json(body.headers());
    let kind_of = |field: &str| kind_of(&[], Step::FILE_KINDS, field);
    let sent = match read(body, |field| kind_of(field).map(FileKind::max_bytes)).await {
        Ok(parts) => sort(parts, kind_of),
        Err(Unreadable::Status(status)) => return status.into_response(),
        Err(Unreadable::Failed(error)) => return failed(&error),
    };
    match to_completion(async move { keep(&state, &editor, sent, json).await }).await {
        Ok(answer) => answer,
        Err(error) => failed(&error),
    }
}

async fn keep(state: &AppState, editor: &Editor, sent: Sent, json: bool) -> AppResult<Response> {
    let Sent { files, values } = sent;
    let (mut told, errors) = take(state, FileOwner::Person(editor.person_id), editor.lang, files, &values, &[]).await?;
    let saved = match values.first("action") {
        "save" => Some(save_section(state, editor, Step::Documents, &values).await?),
        _ => None,
    };
    told.next = match saved {
        Some(Saved::Done) if errors.is_empty() => "/profile/edit#documents".to_owned(),
        Some(Saved::NoProfile) => "/auth/register".to_owned(),
        Some(_) => format!("{SECTION}#errors"),
        None if errors.is_empty() => format!("{SECTION}#field-{}", values.first("remove")),
        None => format!("{SECTION}#errors"),
    };
    answer(state, None, &told, &errors, json)
}
