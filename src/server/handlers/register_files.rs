//! `POST /auth/register/files` and `POST /cinema/register/files`: the step with files, with or without a script.
//!
//! The parts are the files, the step's other fields, `step`, and the button that was pressed: `action` (`next`, `back`,
//! `upload`, or one of the gallery's or the productions') or `remove` (the kind of a file, or `gallery:` and the name
//! of a photo). A browser is led on; a script that accepts JSON is told what became of its file.

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
    domain::{
        cinema::{gallery_order, productions::edit_rows},
        field_error::{FieldError, FieldErrors},
        lang::Lang,
        registration::{FormDraft, FormValues, kept_name, shown_name},
    },
    server::{
        context::RequestContext,
        db::to_completion,
        error::{AppError, AppResult},
        security::{cookies, flash::flash_cookie, rate_limits::RetryAfter},
        services::{
            drafts::{self, COOKIE, Changed, KEPT_DAYS},
            posters,
            registration::{Applicant, Saved, StoredForm, save_step},
            sessions::Device,
            uploads::{Accepted, FILE_ERRORS, FileKind, FileOwner, accept, remove, remove_from_gallery},
        },
        state::AppState,
    },
    texts::field_error::field_error_text,
};

/// Renamed fields of the form a file comes with: shown, kept.
pub(super) type Renamed = &'static [(&'static str, &'static str)];

/// What a script is told.
#[derive(Debug, Default, Serialize)]
pub(super) struct Told {
    /// Where a browser would be led.
    pub next: String,
    /// Name of the photo the form now holds.
    pub photo: Option<String>,
    /// Name of the CV.
    pub cv: Option<String>,
    /// Names of the photos that came into the gallery.
    pub gallery: Vec<String>,
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
pub async fn register_files<S: StoredForm>(
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
    let kind_of = |field: &str| kind_of(S::RENAMED, S::FILE_KINDS, field);
    let sent = match read(body, |field| kind_of(field).map(FileKind::max_bytes)).await {
        Ok(parts) => sort(parts, kind_of),
        Err(Unreadable::Status(status)) => return status.into_response(),
        Err(Unreadable::Failed(error)) => return failed(&error),
    };
    match to_completion(async move { keep::<S>(&state, applicant, sent, json).await }).await {
        Ok(answer) => answer,
        Err(error) => failed(&error),
    }
}

/// Which of the kinds a form takes comes in a field.
pub(super) fn kind_of(renamed: Renamed, taken: &[FileKind], field: &str) -> Option<FileKind> {
    FileKind::from_field(kept_name(renamed, field)).filter(|kind| taken.contains(kind))
}

pub(super) fn failed(error: &AppError) -> Response {
    tracing::error!(%error, "files were not kept");
    error.status().into_response()
}

pub(super) fn wants_json(headers: &HeaderMap) -> bool {
    headers.get(header::ACCEPT).and_then(|value| value.to_str().ok()).is_some_and(|accept| accept.contains("json"))
}

pub(super) fn sort(parts: Vec<Part>, kind_of: impl Fn(&str) -> Option<FileKind>) -> Sent {
    let mut sent = Sent::default();
    let mut values = Vec::new();
    for part in parts {
        match part {
            Part::Text { name, value } => values.push((name, value)),
            Part::File { name, file_name, content } => {
                sent.files.extend(kind_of(&name).map(|kind| (kind, file_name, content)));
            }
        }
    }
    sent.values = values.into_iter().collect();
    sent
}

async fn keep<S: StoredForm>(
    state: &AppState,
    mut applicant: Applicant,
    sent: Sent,
    json: bool,
) -> AppResult<Response> {
    let Sent { files, values } = sent;
    let mut values = S::received(values);
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
    let owner = own_draft::<S>(state, &applicant).await?;
    let (mut told, errors) = take(state, owner, applicant.lang, files, &values, S::RENAMED).await?;
    posters::adopt(state, owner, &mut values).await?;
    told.next = save_values::<S>(state, &applicant, &mut values, &errors).await?;
    if !values.first("step").is_empty() {
        posters::discard_unused(state, owner, &values).await?;
    }
    answer(state, applicant.owner.token.as_deref(), &told, &errors, json)
}

/// Removes the file whose button was pressed and takes those that were sent; says what became of each.
pub(super) async fn take(
    state: &AppState,
    owner: FileOwner,
    lang: Lang,
    files: Vec<(FileKind, String, FileContent)>,
    values: &FormValues,
    renamed: Renamed,
) -> AppResult<(Told, FieldErrors)> {
    let mut told = Told::default();
    let mut errors = FieldErrors::default();
    let removed = values.first("remove");
    if let Some(name) = removed.strip_prefix(FROM_GALLERY) {
        remove_from_gallery(state, owner, name).await?;
    } else if let Some(kind) = FileKind::from_key(removed).filter(|kind| kind.is_single()) {
        remove(state, owner, kind).await?;
    }
    for (kind, file_name, content) in files {
        let accepted = match content {
            FileContent::TooLarge => {
                Accepted::Refused(FieldError::FileTooLarge { max_megabytes: kind.max_bytes() >> 20 })
            }
            FileContent::Bytes(bytes) => accept(state, owner, kind, &file_name, bytes).await?,
        };
        match accepted {
            Accepted::Stored { name } => match kind {
                FileKind::Photo => told.photo = Some(name),
                FileKind::Cv => told.cv = Some(name),
                FileKind::Gallery => told.gallery.push(name),
                FileKind::IdPhoto => {}
            },
            Accepted::Refused(error) => errors.add(kind.field(), error),
            Accepted::OwnerGone => return Err(AppError::NotFound),
        }
    }
    let locale = lang.into();
    told.errors = errors
        .iter()
        .map(|(field, error)| (shown_name(renamed, field).to_owned(), field_error_text(locale, error)))
        .collect();
    Ok((told, errors))
}

/// Before the name of the photo that a button removes from the gallery.
pub(super) const FROM_GALLERY: &str = "gallery:";

async fn own_draft<S: StoredForm>(state: &AppState, applicant: &Applicant) -> AppResult<FileOwner> {
    let mut conn = state.db.read().await?;
    let draft = drafts::find::<FormDraft<S>>(state, &mut conn, S::FORM, &applicant.owner).await?;
    draft.map(|draft| FileOwner::Draft(draft.row.id)).ok_or(AppError::NotFound)
}

/// Keeps the step's other answers and says where to go: on only when a button for that was pressed and no file was
/// refused.
async fn save_values<S: StoredForm>(
    state: &AppState,
    applicant: &Applicant,
    values: &mut FormValues,
    errors: &FieldErrors,
) -> AppResult<String> {
    let Some(step) = S::from_key(values.first("step")) else { return Ok(S::PATH.to_owned()) };
    let here = |field: &str| format!("{}#field-{field}", step.path());
    let action = values.first("action").to_owned();
    let of_rows = edit_rows(values, &action);
    let of_gallery = gallery_order::change(values, &action);
    if matches!(action.as_str(), "next" | "back") {
        let saved = save_step::<S>(state, applicant, values).await?;
        if let (Saved::Kept { path, .. }, true) = (saved, errors.is_empty()) {
            return Ok(path);
        }
        return Ok(format!("{}#errors", step.path()));
    }
    let removed = values.first("remove").to_owned();
    if !action.is_empty() || !removed.is_empty() {
        drafts::change::<FormDraft<S>>(state, S::FORM, &applicant.owner, |draft| draft.take(step, values)).await?;
    }
    if !errors.is_empty() {
        return Ok(format!("{}#errors", step.path()));
    }
    let kind = match removed.starts_with(FROM_GALLERY) || of_gallery || action == gallery_order::UPLOAD {
        true => Some(FileKind::Gallery),
        false => FileKind::from_key(&removed),
    };
    Ok(match kind {
        Some(kind) => here(shown_name(S::RENAMED, kind.field())),
        None if of_rows => format!("{}#productions", step.path()),
        None => step.path(),
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
