//! `POST /profile/data/download` and `/profile/card.vcf`: the download of one's own data.

use super::files::attachment;
use crate::{
    domain::fault::RetryAfter,
    routes,
    server::{
        actor::Actor,
        context::RequestContext,
        documents::vcard::VCardVersion,
        error::{AppError, AppResult},
        middleware::error_pages::ReturnTo,
        security::flash::{DATA_DOWNLOAD, flash_cookie},
        services::profiles::{contact_card, own_data},
        state::AppState,
    },
};
use axum::{
    Extension,
    extract::{Query, State},
    http::{HeaderValue, header},
    response::{AppendHeaders, IntoResponse as _, Redirect, Response},
};
use serde::Deserialize;

const NO_STORE: HeaderValue = HeaderValue::from_static("private, no-store");
const ZIP: HeaderValue = HeaderValue::from_static("application/zip");
const VCARD: HeaderValue = HeaderValue::from_static("text/vcard; charset=utf-8");

/// Everything stored about the account, as one archive. The page says how long to wait.
pub async fn download(
    State(state): State<AppState>,
    Extension(request): Extension<RequestContext>,
) -> AppResult<Response> {
    match own_data::download(&state, &Actor::of(&request)).await {
        Ok(archive) => Ok(as_file(ZIP, &archive.file_name, archive.bytes)),
        Err(AppError::TooManyRequests(RetryAfter(seconds))) => {
            let cookie = flash_cookie(&state, DATA_DOWNLOAD, &seconds)?;
            Ok((AppendHeaders([(header::SET_COOKIE, cookie)]), Redirect::to(routes::OWN_DATA)).into_response())
        }
        Err(error) => {
            let mut answer = error.into_response();
            answer.extensions_mut().insert(ReturnTo(routes::OWN_DATA.to_owned()));
            Ok(answer)
        }
    }
}

/// Which contact card is asked for.
#[derive(Deserialize)]
pub struct CardQuery {
    /// `4` is vCard 4.0, everything else 3.0.
    #[serde(default)]
    version: String,
}

/// The owner's contact card.
pub async fn card(
    State(state): State<AppState>,
    Extension(request): Extension<RequestContext>,
    Query(CardQuery { version }): Query<CardQuery>,
) -> AppResult<Response> {
    let viewer = request.viewer.account().ok_or(AppError::NotFound)?;
    let version = if version == "4" { VCardVersion::V4 } else { VCardVersion::V3 };
    let card = contact_card::card(&state, viewer, request.lang, version).await?.ok_or(AppError::NotFound)?;
    Ok(as_file(VCARD, &format!("{}.vcf", card.code), card.text.into_bytes()))
}

fn as_file(kind: HeaderValue, name: &str, bytes: Vec<u8>) -> Response {
    let headers = [
        (header::CONTENT_TYPE, kind),
        (header::CONTENT_DISPOSITION, attachment(name)),
        (header::CACHE_CONTROL, NO_STORE),
    ];
    (headers, bytes).into_response()
}
