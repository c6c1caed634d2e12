//! `POST /auth/register/files`: step 7 of the registration, with or without a script.
//!
//! The parts are `photo` and `cv` (files), the step's other fields, `step`, and the button that was pressed:
//! `action` (`next`, `back`, `upload`) or `remove` (`photo`, `cv`). A browser is led on; a script that accepts JSON
//! is told what became of its file.

use axum::{
    Extension, Json,
    extract::{Request, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{AppendHeaders, IntoResponse as _, Redirect, Response},
};
use serde::Serialize;

use super::{
    files::visitor,
    upload_body::{FileContent, Part, Unreadable, read},
};
use crate::{
    components::field_error_text::field_error_text,
    domain::{
        field_error::{FieldError, FieldErrors},
        lang::Lang,
        registration::{FormValues, FormDraft<S>, Step},
    },
    server::{
        context::RequestContext,
        db::to_completion,
        error::{AppError, AppResult},
        security::{cookies, flash::flash_cookie, rate_limits::RetryAfter},
        services::{
            drafts::{self, COOKIE, Changed, KEPT_DAYS},
            registration::{Applicant, FORM, Saved, save_step},
            sessions::Device,
            uploads::{Accepted, FILE_ERRORS, FileKind, FileOwner, accept_cv, accept_photo, remove},
        },
        state::AppState,
    },
};

/// What a script is told.
#[derive(Debug, Default, Serialize)]
pub(super) struct Told {
    /// Where a browser would be led.
    pub next: String,
    /// Name of the photo the form now holds.
    pub photo: Option<String>,
    /// Name of the CV.
    pub cv: Option<String>,
    /// Field and sentence of what was refused.
    pub errors: Vec<(String, String)>,
}

/// Everything that was sent, in order.
#[derive(Default)]
pub(super) struct Sent {
    pub files: Vec<(FileKind, String, FileContent)>,
    pub values: FormValues,
}

/// Keeps what was sent.
pub async fn register_files(
    State(state): State<AppState>,
    Extension(request): Extension<RequestContext>,
    body: Request,
) -> Response {
    let applicant = Applicant {
        owner: visitor(&state, &request, body.headers()),
        account: request.viewer.account().cloned(),
        lang: request.lang,
        device: Device::of(body.headers(), request.client_ip),
    };
    let json = wants_json(body.headers());
    let sent = match read(body, |field| FileKind::from_key(field).map(FileKind::max_bytes)).await {
        Ok(parts) => sort(parts),
        Err(Unreadable::Status(status)) => return status.into_response(),
        Err(Unreadable::Failed(error)) => return failed(&error),
    };
    match to_completion(async move { keep(&state, applicant, sent, json).await }).await {
        Ok(answer) => answer,
        Err(error) => failed(&error),
    }
}

pub(super) fn failed(error: &AppError) -> Response {
    tracing::error!(%error, "files were not kept");
    error.status().into_response()
}

pub(super) fn wants_json(headers: &HeaderMap) -> bool {
    headers.get(header::ACCEPT).and_then(|value| value.to_str().ok()).is_some_and(|accept| accept.contains("json"))
}

pub(super) fn sort(parts: Vec<Part>) -> Sent {
    let mut sent = Sent::default();
    let mut values = Vec::new();
    for part in parts {
        match part {
            Part::Text { name, value } => values.push((name, value)),
            Part::File { name, file_name, content } => {
                sent.files.extend(FileKind::from_key(&name).map(|kind| (kind, file_name, content)));
            }
        }
    }
    sent.values = values.into_iter().collect();
    sent
}

async fn keep(state: &AppState, mut applicant: Applicant, sent: Sent, json: bool) -> AppResult<Response> {
    let Sent { files, values } = sent;
    let changed = drafts::change::<FormDraft<S>>(state, S::FORM, &applicant.owner, |_| {}).await?;
    let new_token = match changed {
        Changed::Stored { new_token, .. } => new_token,
        Changed::TooFast(RetryAfter(seconds)) => {
            let later = [(header::RETRY_AFTER, HeaderValue::from(seconds))];
            return Ok((StatusCode::TOO_MANY_REQUESTS, later).into_response());
        }
    };
    if new_token.is_some() {
        applicant.owner.token = new_token;
    }
    let owner = own_draft(state, &applicant).await?;
    let (mut told, errors) = take(state, owner, applicant.lang, files, &values).await?;
    told.next = save_values(state, &applicant, &values, &errors).await?;
    answer(state, applicant.owner.token.as_deref(), &told, &errors, json)
}

/// Removes the file whose button was pressed and takes those that were sent; says what became of each.
pub(super) async fn take(
    state: &AppState,
    owner: FileOwner,
    lang: Lang,
    files: Vec<(FileKind, String, FileContent)>,
    values: &FormValues,
) -> AppResult<(Told, FieldErrors)> {
    let mut told = Told::default();
    let mut errors = FieldErrors::default();
    if let Some(kind) = FileKind::from_key(values.first("remove")) {
        remove(state, owner, kind).await?;
    }
    for (kind, file_name, content) in files {
        match accept(state, owner, kind, &file_name, content).await? {
            Accepted::Stored { name } => match kind {
                FileKind::Photo => told.photo = Some(name),
                FileKind::Cv => told.cv = Some(name),
            },
            Accepted::Refused(error) => errors.add(kind.key(), error),
            Accepted::OwnerGone => return Err(AppError::NotFound),
        }
    }
    let locale = lang.into();
    told.errors = errors.iter().map(|(field, error)| (field.to_owned(), field_error_text(locale, error))).collect();
    Ok((told, errors))
}

async fn accept(
    state: &AppState,
    owner: FileOwner,
    kind: FileKind,
    file_name: &str,
    content: FileContent,
) -> AppResult<Accepted> {
    match (content, kind) {
        (FileContent::TooLarge, _) => {
            Ok(Accepted::Refused(FieldError::FileTooLarge { max_megabytes: kind.max_bytes() >> 20 }))
        }
        (FileContent::Bytes(bytes), FileKind::Photo) => accept_photo(state, owner, bytes).await,
        (FileContent::Bytes(bytes), FileKind::Cv) => accept_cv(state, owner, file_name, bytes).await,
    }
}

async fn own_draft(state: &AppState, applicant: &Applicant) -> AppResult<FileOwner> {
    let mut conn = state.db.read().await?;
    let draft = drafts::find::<FormDraft<S>>(state, &mut conn, S::FORM, &applicant.owner).await?;
    draft.map(|draft| FileOwner::Draft(draft.row.id)).ok_or(AppError::NotFound)
}

/// Keeps the step's other answers and says where to go: on only when a button for that was pressed and no file was
/// refused.
async fn save_values(
    state: &AppState,
    applicant: &Applicant,
    values: &FormValues,
    errors: &FieldErrors,
) -> AppResult<String> {
    let Some(step) = Step::from_key(values.first("step")) else { return Ok("/auth/register".to_owned()) };
    let here = |field: &str| format!("{}#field-{field}", step.path());
    let action = values.first("action");
    if matches!(action, "next" | "back") {
        let saved = save_step(state, applicant, values).await?;
        if let (Saved::Kept { path, .. }, true) = (saved, errors.is_empty()) {
            return Ok(path);
        }
        return Ok(format!("{}#errors", step.path()));
    }
    if !action.is_empty() || !values.first("remove").is_empty() {
        drafts::change::<FormDraft<S>>(state, S::FORM, &applicant.owner, |draft| {
            step.take(&mut draft.values, values);
        })
        .await?;
    }
    let removed = FileKind::from_key(values.first("remove")).map(FileKind::key);
    Ok(match errors.iter().next() {
        Some(_) => format!("{}#errors", step.path()),
        None => removed.map_or_else(|| step.path(), here),
    })
}

pub(super) fn answer(
    state: &AppState,
    token: Option<&str>,
    told: &Told,
    errors: &FieldErrors,
    json: bool,
) -> AppResult<Response> {
    let https = state.config.is_https();
    let mut cookies = Vec::new();
    if let Some(token) = token {
        cookies.push((header::SET_COOKIE, cookies::private(https, COOKIE, token, Some(KEPT_DAYS * 24 * 60 * 60))?));
    }
    if json {
        let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
        return Ok((status, AppendHeaders(cookies), Json(told)).into_response());
    }
    if !errors.is_empty() {
        cookies.push((header::SET_COOKIE, flash_cookie(state, FILE_ERRORS, errors)?));
    }
    Ok((AppendHeaders(cookies), Redirect::to(&told.next)).into_response())
}
