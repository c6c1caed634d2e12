//! `POST /admin/backups/new` and `/admin/backups/{name}`: a backup as a file.

use axum::{
    Extension,
    body::{Body, Bytes},
    extract::{Path, State},
    http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header},
    response::{AppendHeaders, IntoResponse as _, Redirect, Response},
};
use futures_util::{TryStreamExt as _, stream::try_unfold};

use super::{
    byte_range::{WantedBytes, wanted_bytes},
    files::attachment,
};
use crate::{
    domain::{
        backup::{BACKUP_FLASH, BackupAnswer, BackupFlash, fields},
        registration::FormValues,
    },
    routes::{self, DESK_BACKUPS},
    server::{
        actor::Actor,
        context::RequestContext,
        error::{AppError, AppResult},
        security::flash::flash_cookie,
        services::operations::backup::desk,
        state::AppState,
    },
};

const ZIP: HeaderValue = HeaderValue::from_static("application/zip");
const NO_STORE: HeaderValue = HeaderValue::from_static("private, no-store");
const NO_SNIFF: HeaderValue = HeaderValue::from_static("nosniff");
const BYTES: HeaderValue = HeaderValue::from_static("bytes");

/// Sends a new backup, written while it is sent; or leads back to the page that says what is wrong.
pub async fn send(
    State(state): State<AppState>,
    Extension(request): Extension<RequestContext>,
    body: Bytes,
) -> AppResult<Response> {
    let form = FormValues::from_urlencoded(&body);
    let (typed, again) = (form.first(fields::PASSPHRASE), form.first(fields::AGAIN));
    match desk::send(&state, &Actor::of(&request), typed, again).await {
        Ok(Ok(sent)) => {
            let headers = headers(&sent.file_name);
            let pieces = try_unfold(sent, |mut sent| async move {
                let piece = sent.next().await?;
                Ok::<_, AppError>(piece.map(|piece| (piece, sent)))
            });
            Ok((headers, Body::from_stream(pieces)).into_response())
        }
        Ok(Err(answer)) => leads_to(&state, DESK_BACKUPS, answer),
        Err(AppError::ReauthenticationRequired) => {
            leads_to(&state, &routes::reauthentication_page(DESK_BACKUPS), BackupAnswer::SendAgain)
        }
        Err(error) => Err(error),
    }
}

/// Sends a stored backup, or the part of it that is asked for.
pub async fn download(
    State(state): State<AppState>,
    Extension(request): Extension<RequestContext>,
    Path(name): Path<String>,
    method: Method,
    asked: HeaderMap,
) -> AppResult<Response> {
    let actor = Actor::of(&request);
    let file = match desk::open(&state, &actor, &name).await {
        Err(AppError::ReauthenticationRequired) => {
            return Ok(Redirect::to(&routes::reauthentication_page(DESK_BACKUPS)).into_response());
        }
        opened => opened?,
    };
    let (length, mark) = (file.bytes, file.mark());
    let (status, bytes) = match wanted_bytes(&asked, length, &mark) {
        WantedBytes::All => (StatusCode::OK, 0..length),
        WantedBytes::Part(part) => (StatusCode::PARTIAL_CONTENT, part),
        WantedBytes::Nothing => {
            let range = content_range(format!("bytes */{length}"))?;
            return Ok((StatusCode::RANGE_NOT_SATISFIABLE, [(header::CONTENT_RANGE, range)]).into_response());
        }
    };
    let sent = bytes.end - bytes.start;
    let range = match status {
        StatusCode::PARTIAL_CONTENT => {
            let last = bytes.end.saturating_sub(1);
            Some(content_range(format!("bytes {}-{last}/{length}", bytes.start))?)
        }
        _ => None,
    };
    let body = if method == Method::HEAD {
        Body::empty()
    } else {
        let pieces = desk::fetch(&state, &actor, &file, bytes).await?;
        Body::from_stream(pieces.inspect_err(|error| tracing::error!(%error, "a download broke off")))
    };
    let mut answer = (status, headers(&file.name), body).into_response();
    let more = answer.headers_mut();
    more.insert(header::ACCEPT_RANGES, BYTES);
    more.insert(header::CONTENT_LENGTH, HeaderValue::from(sent));
    more.insert(header::ETAG, HeaderValue::try_from(mark).map_err(AppError::internal)?);
    if let Some(range) = range {
        more.insert(header::CONTENT_RANGE, range);
    }
    Ok(answer)
}

fn content_range(text: String) -> AppResult<HeaderValue> {
    HeaderValue::try_from(text).map_err(AppError::internal)
}

fn headers(file_name: &str) -> [(HeaderName, HeaderValue); 4] {
    [
        (header::CONTENT_TYPE, ZIP),
        (header::CONTENT_DISPOSITION, attachment(file_name)),
        (header::CACHE_CONTROL, NO_STORE),
        (header::X_CONTENT_TYPE_OPTIONS, NO_SNIFF),
    ]
}

fn leads_to(state: &AppState, address: &str, answer: BackupAnswer) -> AppResult<Response> {
    let cookie = flash_cookie(state, BACKUP_FLASH, &BackupFlash::from(answer))?;
    Ok((AppendHeaders([(header::SET_COOKIE, cookie)]), Redirect::to(address)).into_response())
}
