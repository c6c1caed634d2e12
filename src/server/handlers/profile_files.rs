//! `POST /profile/files` and `POST /cinema/edit/files`: files of a signed-in person, with the section's other answers;
//! the same on the desk, where an administrator sends them for a person.

use super::file_form::{self, ReceivedForm, Reply};
use crate::server::{
    context::RequestContext,
    ctx,
    db::to_completion,
    error::{AppError, AppResult},
    security::flash::{flash_cookie, saved_section},
    services::{
        files::forms::{FileOutcome, WaitingClient, store_in_profile},
        profiles::edit::{EditedForm, of_person},
        registration::FormRequest,
    },
    state::AppState,
};
use axum::{
    Extension,
    extract::{Path, Request, State},
    http::header,
    response::Response,
};

/// Stores what was sent in the section's draft, or in the profile.
pub async fn profile_files<S: EditedForm>(
    State(state): State<AppState>,
    Extension(request): Extension<RequestContext>,
    body: Request,
) -> AppResult<Response> {
    let visitor = ctx::form_request(&state, &request, body.headers());
    store::<S>(state, &request, visitor, body).await
}

/// The same for the person with this code, for administrators.
pub async fn files_of_person<S: EditedForm>(
    State(state): State<AppState>,
    Extension(request): Extension<RequestContext>,
    Path(code): Path<String>,
    body: Request,
) -> AppResult<Response> {
    let visitor = ctx::form_request(&state, &request, body.headers());
    let visitor = of_person(&state, visitor, &code).await?;
    store::<S>(state, &request, visitor, body).await
}

async fn store<S: EditedForm>(
    state: AppState,
    request: &RequestContext,
    visitor: FormRequest,
    body: Request,
) -> AppResult<Response> {
    visitor.person_id().ok_or(AppError::NotFound)?;
    let (desk, lang) = (visitor.desk_code().map(str::to_owned), request.lang);
    let json = file_form::wants_json(body.headers());
    let ReceivedForm { sent, place: upload_place } =
        match file_form::receive::<S>(&state, request, &visitor, body, true).await {
            Ok(received) => received,
            Err(unreadable) => return unreadable.answer(),
        };
    let (page, typed) = (S::FILES.section_path(desk.as_deref()), S::received(sent.values.clone()));
    let (_client, presence) = WaitingClient::new();
    let stored = to_completion(async move {
        let _until_stored = upload_place?;
        file_form::count_files(&state, &visitor, &sent)?;
        let (taken, outcome) = store_in_profile::<S>(&state, &visitor, sent, &presence).await?;
        let (next, saved) = match outcome {
            FileOutcome::Saved(section) => (section.overview_path(desk.as_deref()), true),
            FileOutcome::At(place) => (S::edit_path_at(place, desk.as_deref()), false),
            FileOutcome::NoProfile => (S::without_profile(desk.as_deref()), false),
        };
        let reply = Reply { next, taken, renamed: S::RENAMED, lang, json };
        let mut answer = reply.answer(&state)?;
        if saved && !json {
            let said = flash_cookie(&state, &saved_section::<S>(), &S::FILES)?;
            answer.headers_mut().append(header::SET_COOKIE, said);
        }
        Ok(answer)
    });
    Ok(stored.await.unwrap_or_else(|error| file_form::refused(error, page, typed)))
}
