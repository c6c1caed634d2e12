//! `/admin/exports/make` and `/admin/exports/{id}/file`: people as a file.

use axum::{
    Extension,
    body::{Body, Bytes},
    extract::{Path, State},
    http::{HeaderName, HeaderValue, header},
    response::{AppendHeaders, IntoResponse as _, Redirect, Response},
};
use futures_util::stream::try_unfold;

use super::files::attachment;
use crate::{
    domain::{
        export::{DRAFT_FIELD, EXPORT_ANSWER, EXPORT_REFUSAL, ExportAnswer, ExportChoice, ExportRefusal, way_back},
        registration::FormValues,
        selection::FILTERS_FIELD,
    },
    routes,
    server::{
        actor::Actor,
        context::RequestContext,
        error::{AppError, AppResult},
        security::flash::flash_cookie,
        services::admin::exports::{self, Begun, ExportSource, ReadyExport},
        state::AppState,
    },
};

const NO_STORE: HeaderValue = HeaderValue::from_static("private, no-store");
const NO_SNIFF: HeaderValue = HeaderValue::from_static("nosniff");

/// Sends the file, written while it is sent; has a job write a long one; or leads back to the page that says what is
/// wrong.
pub async fn make(
    State(state): State<AppState>,
    Extension(request): Extension<RequestContext>,
    body: Bytes,
) -> AppResult<Response> {
    let form = FormValues::from_urlencoded(&body);
    let choice =
        ExportChoice::from_form(&form).ok_or(AppError::BadRequest("an export that no form of ours asks for"))?;
    let source = match form.trimmed(DRAFT_FIELD) {
        "" => ExportSource::Matching(form.first(FILTERS_FIELD).to_owned()),
        id => ExportSource::Ticked(id.parse().map_err(|_| AppError::BadRequest("no number"))?),
    };
    match exports::begin(&state, &Actor::of(&request), &source, choice).await? {
        Ok(Begun::Ready(ready)) => Ok(sent(*ready)),
        Ok(Begun::Job) => {
            let cookie = flash_cookie(&state, EXPORT_ANSWER, &ExportAnswer::Begun)?;
            Ok(leads_to(routes::DESK_EXPORTS, cookie))
        }
        Err(answer) => {
            let cookie = flash_cookie(&state, EXPORT_REFUSAL, &ExportRefusal::of(answer, &form))?;
            Ok(leads_to(&routes::desk_new_export(&way_back(&form)), cookie))
        }
    }
}

/// The answer with a file that is written while it is sent.
pub fn sent(ready: ReadyExport) -> Response {
    let headers = headers(ready.media_type, &ready.file_name);
    let chunks = try_unfold((ready.production, ready.place), |(mut production, place)| async move {
        let chunk = production.next().await.inspect_err(|error| tracing::error!(%error, "an export broke off"))?;
        Ok::<_, AppError>(chunk.map(|chunk| (chunk, (production, place))))
    });
    (headers, Body::from_stream(chunks)).into_response()
}

/// The file that a job wrote, decrypted while it is sent.
pub async fn file(
    State(state): State<AppState>,
    Extension(request): Extension<RequestContext>,
    Path(id): Path<String>,
) -> AppResult<Response> {
    let id: i64 = id.parse().map_err(|_| AppError::NotFound)?;
    let file = exports::fetch(&state, &Actor::of(&request), id).await?;
    let headers = headers(file.media_type, &file.file_name);
    let length = [(header::CONTENT_LENGTH, HeaderValue::from(file.bytes))];
    let parts = try_unfold(file, |mut file| async move {
        let part = file.next().await.inspect_err(|error| tracing::error!(%error, "a download broke off"))?;
        Ok::<_, AppError>(part.map(|part| (part, file)))
    });
    Ok((headers, length, Body::from_stream(parts)).into_response())
}

fn headers(media_type: &'static str, file_name: &str) -> [(HeaderName, HeaderValue); 4] {
    [
        (header::CONTENT_TYPE, HeaderValue::from_static(media_type)),
        (header::CONTENT_DISPOSITION, attachment(file_name)),
        (header::CACHE_CONTROL, NO_STORE),
        (header::X_CONTENT_TYPE_OPTIONS, NO_SNIFF),
    ]
}

fn leads_to(address: &str, cookie: HeaderValue) -> Response {
    (AppendHeaders([(header::SET_COOKIE, cookie)]), Redirect::to(address)).into_response()
}
