//! `POST /profile/data/download` and `/profile/card.vcf`: what somebody takes along of their own.

use axum::{
    Extension,
    extract::State,
    http::{HeaderValue, StatusCode, header},
    response::{AppendHeaders, IntoResponse as _, Redirect, Response},
};

use super::files::attachment;
use crate::routes;
use crate::server::{
    context::RequestContext,
    error::AppResult,
    security::flash::flash_cookie,
    services::{
        contact_card,
        own_data::{self, Download, TOO_FAST},
        reauthentication,
    },
    state::AppState,
};

const PAGE: &str = routes::OWN_DATA;
const NO_STORE: HeaderValue = HeaderValue::from_static("private, no-store");
const ZIP: HeaderValue = HeaderValue::from_static("application/zip");
const VCARD: HeaderValue = HeaderValue::from_static("text/vcard; charset=utf-8");

/// Everything stored about the account, as one archive.
pub async fn download(State(state): State<AppState>, Extension(request): Extension<RequestContext>) -> Response {
    answer(try_download(&state, &request).await)
}

/// The owner's contact card.
pub async fn card(State(state): State<AppState>, Extension(request): Extension<RequestContext>) -> Response {
    answer(try_card(&state, &request).await)
}

fn answer(made: AppResult<Response>) -> Response {
    made.unwrap_or_else(|error| {
        tracing::error!(%error, "own data could not be handed out");
        error.status().into_response()
    })
}

async fn try_download(state: &AppState, request: &RequestContext) -> AppResult<Response> {
    let Some(viewer) = request.viewer.account() else { return Ok(StatusCode::UNAUTHORIZED.into_response()) };
    Ok(match own_data::download(state, request, viewer).await? {
        Download::Ready(archive) => as_file(ZIP, &archive.file_name, archive.bytes),
        Download::PasswordNeeded => Redirect::to(&reauthentication::page(PAGE)).into_response(),
        Download::TooFast(wait) => {
            let cookie = flash_cookie(state, TOO_FAST, &wait.0)?;
            (AppendHeaders([(header::SET_COOKIE, cookie)]), Redirect::to(PAGE)).into_response()
        }
    })
}

async fn try_card(state: &AppState, request: &RequestContext) -> AppResult<Response> {
    let Some(viewer) = request.viewer.account() else { return Ok(StatusCode::NOT_FOUND.into_response()) };
    Ok(match contact_card::card(state, viewer, request.lang).await? {
        Some(card) => as_file(VCARD, &format!("{}.vcf", card.code), card.text.into_bytes()),
        None => StatusCode::NOT_FOUND.into_response(),
    })
}

fn as_file(kind: HeaderValue, name: &str, bytes: Vec<u8>) -> Response {
    let headers = [
        (header::CONTENT_TYPE, kind),
        (header::CONTENT_DISPOSITION, attachment(name)),
        (header::CACHE_CONTROL, NO_STORE),
    ];
    (headers, bytes).into_response()
}
