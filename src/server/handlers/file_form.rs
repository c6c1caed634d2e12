//! A form with files, read and answered.
//!
//! The parts are the files, the step's other fields, `step`, and the button that was pressed: `action` (`next`, `back`,
//! `save`, `upload`, or one of the gallery's or the productions') or `remove` (the kind of a file, or `gallery:` and
//! the name of a photo). A browser is led on; a script that accepts JSON gets the result of its file.

use axum::{
    Json,
    extract::Request,
    http::{HeaderMap, StatusCode, header},
    response::{AppendHeaders, IntoResponse as _, Redirect, Response},
};
use serde::Serialize;

use super::upload_body::{BodyPart, FileField, MOST_TEXT, MOST_TEXT_WITHOUT_PLACE, ReadBody, Unreadable, read};
use crate::{
    components::field_error_text::field_error_text,
    domain::{
        lang::Lang,
        registration::{FormValues, shown_name, stored_name},
    },
    server::{
        context::{RefusedForm, RequestContext},
        error::{AppError, AppResult},
        security::{
            flash::{FILE_ERRORS, flash_cookie},
            upload_places::UploadPlace,
        },
        services::{
            files::{
                FileKind,
                forms::{SentForm, Taken},
            },
            registration::{FormRequest, StoredForm},
        },
        state::AppState,
    },
};

/// What is answered.
pub struct Reply {
    /// Where a browser is led.
    pub next: String,
    pub taken: Taken,
    /// Fields of the form that are shown under another name: shown name, stored name.
    pub renamed: &'static [(&'static str, &'static str)],
    pub lang: Lang,
    /// Whether a script asked.
    pub json: bool,
}

/// The same as a script reads it.
#[derive(Serialize)]
struct JsonReply {
    next: String,
    photo: Option<String>,
    cv: Option<String>,
    gallery: Vec<String>,
    /// Field and sentence of what was refused.
    errors: Vec<(String, String)>,
}

impl Reply {
    /// The answer; refusals travel to the page in a cookie.
    ///
    /// # Errors
    /// When the refusals are too large for a cookie.
    pub fn answer(self, state: &AppState) -> AppResult<Response> {
        let Taken { photo, cv, gallery, errors } = self.taken;
        if self.json {
            let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
            let locale = self.lang.into();
            let sentences = errors
                .iter()
                .map(|(field, error)| (shown_name(self.renamed, field).to_owned(), field_error_text(locale, error)))
                .collect();
            let reply = JsonReply { next: self.next, photo, cv, gallery, errors: sentences };
            return Ok((status, Json(reply)).into_response());
        }
        let redirect = Redirect::to(&self.next);
        if errors.is_empty() {
            return Ok(redirect.into_response());
        }
        let cookie = flash_cookie(state, FILE_ERRORS, &errors)?;
        Ok((AppendHeaders([(header::SET_COOKIE, cookie)]), redirect).into_response())
    }
}

/// The answer to a form that was read and could not be stored. When sending it again helps, later or shorter, a browser
/// gets `page`, the path and query of the form's page, with what was typed beside the files.
#[must_use]
pub fn refused(error: AppError, page: String, typed: FormValues) -> Response {
    let fault = error.fault();
    let mut answer = error.into_response();
    if let Some(form) = RefusedForm::of(fault, page, typed) {
        answer.extensions_mut().insert(form);
    }
    answer
}

/// Whether a script asks, which reads JSON.
#[must_use]
pub fn wants_json(headers: &HeaderMap) -> bool {
    headers.get(header::ACCEPT).and_then(|value| value.to_str().ok()).is_some_and(|accept| accept.contains("json"))
}

/// A form that was read.
pub struct ReceivedForm {
    pub sent: SentForm,
    /// Free for another upload when this is dropped, which should be when the files are stored. Without it the form is
    /// to be refused: too much is sent from this network or in all, or there was no room for a file.
    pub place: AppResult<UploadPlace>,
}

/// Reads the files a form takes and its other fields. Of a form that will be refused, `keep_files` is false: the other
/// fields are read, so that they can be shown again. So they are when there is no place, for few forms at once.
///
/// # Errors
/// When the body is too large, too slow or no form; why there is no place, when the other fields are not read either.
pub async fn receive<S: StoredForm>(
    state: &AppState,
    request: &RequestContext,
    visitor: &FormRequest,
    body: Request,
    keep_files: bool,
) -> Result<ReceivedForm, Unreadable> {
    let place = match count_upload(state, visitor) {
        Ok(()) => state.security.upload_places.enter(Some(request.client_ip)).await.map_err(AppError::from),
        Err(error) => Err(error),
    };
    let (place, text_place) = match place {
        Ok(place) => (Ok(place), None),
        Err(error) => match state.security.upload_places.enter_for_texts(request.client_ip) {
            Some(text_place) => (Err(error), Some(text_place)),
            None => return Err(error.into()),
        },
    };
    let most_text = if place.is_ok() { MOST_TEXT } else { MOST_TEXT_WITHOUT_PLACE };
    let keep_files = keep_files && place.is_ok();
    let kind_of =
        |field: &str| FileKind::from_field(stored_name(S::RENAMED, field)).filter(|kind| S::FILE_KINDS.contains(kind));
    let file_field = |field: &str| {
        let kind = kind_of(field)?;
        let most_bytes = if keep_files { kind.max_bytes() } else { 0 };
        Some(FileField { most_bytes, in_memory: kind == FileKind::IdPhoto })
    };
    let read = read(body, &state.security.upload_places, &state.clock, most_text, file_field).await;
    drop(text_place);
    let (ReadBody { parts, refused }, place) = match (read, place) {
        (Ok(body), place) => (body, place),
        (Err(unreadable), Ok(_)) => return Err(unreadable),
        // It says when to come again.
        (Err(_), Err(error)) => return Err(error.into()),
    };
    let mut sent = SentForm::default();
    let mut values = Vec::new();
    for part in parts {
        match part {
            BodyPart::Text { name, value } => values.push((name, value)),
            BodyPart::File { name, file_name, content } => {
                sent.files.extend(kind_of(&name).map(|kind| (kind, file_name, content)));
            }
        }
    }
    sent.values = values.into_iter().collect();
    let place = match refused {
        Some(error) => Err(error),
        None => place,
    };
    Ok(ReceivedForm { sent, place })
}

/// Counts the files of a form beyond the one that was counted before it was read.
///
/// # Errors
/// `TooManyRequests` when this network or account sends too many.
pub fn count_files(state: &AppState, visitor: &FormRequest, sent: &SentForm) -> AppResult<()> {
    sent.files.iter().skip(1).try_for_each(|_| count_upload(state, visitor))
}

fn count_upload(state: &AppState, visitor: &FormRequest) -> AppResult<()> {
    let account_id = visitor.actor.account().map(|account| account.id);
    visitor.actor.counted(|address| state.security.rate_limits.upload(address, account_id))
}
