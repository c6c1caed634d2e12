//! `/admin/mails/{id}/content` and `/admin/audit/export`.

use axum::{
    Extension,
    body::{Body, Bytes},
    extract::{Path, State},
    http::{HeaderName, HeaderValue, header},
    response::{IntoResponse as _, Response},
};
use futures_util::stream::try_unfold;

use super::files::attachment;
use crate::{
    domain::registration::FormValues,
    server::{
        actor::Actor,
        context::RequestContext,
        documents::csv::Separator,
        error::{AppError, AppResult},
        services::{admin::audit_export, mail::outbox},
        state::AppState,
    },
};

const NO_STORE: HeaderValue = HeaderValue::from_static("private, no-store");
const HTML: HeaderValue = HeaderValue::from_static("text/html; charset=utf-8");
const CSV: HeaderValue = HeaderValue::from_static("text/csv; charset=utf-8");
/// Of the mail nothing runs, sends or leads anywhere; only the styles written on its elements apply and only pictures of
/// ours, its logo, load. It may stand in a frame of ours.
const ISOLATED: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; sandbox",
);
const FRAMES_OF_OURS: HeaderValue = HeaderValue::from_static("SAMEORIGIN");

/// The HTML of a mail as it was sent, the secret in its link masked.
pub async fn mail_content(
    State(state): State<AppState>,
    Extension(request): Extension<RequestContext>,
    Path(id): Path<String>,
) -> AppResult<Response> {
    let id: i64 = id.parse().map_err(|_| AppError::NotFound)?;
    let mail = outbox::read(&state, &Actor::of(&request), id).await?;
    let headers: [(HeaderName, HeaderValue); 4] = [
        (header::CONTENT_TYPE, HTML),
        (header::CONTENT_SECURITY_POLICY, ISOLATED),
        (header::X_FRAME_OPTIONS, FRAMES_OF_OURS),
        (header::CACHE_CONTROL, NO_STORE),
    ];
    Ok((headers, mail.content.html).into_response())
}

/// The lines of the audit log that the form's filters want, as a file that is written while it is sent.
pub async fn export_audit(
    State(state): State<AppState>,
    Extension(request): Extension<RequestContext>,
    body: Bytes,
) -> AppResult<Response> {
    let form = FormValues::from_urlencoded(&body);
    let separator = Separator::from_form(form.first("separator"));
    let actor = Actor::of(&request);
    let export = audit_export::begin(&state, &actor, request.lang, &form.to_urlencoded(), separator).await?;
    let chunks = try_unfold(export, |mut export| async move {
        let chunk = export.next_bytes().await.inspect_err(|error| tracing::error!(%error, "an export broke off"))?;
        Ok::<_, AppError>(chunk.map(|chunk| (Bytes::from(chunk), export)))
    });
    let name = format!("journal-{}.csv", state.clock.today());
    let headers = [
        (header::CONTENT_TYPE, CSV),
        (header::CONTENT_DISPOSITION, attachment(&name)),
        (header::CACHE_CONTROL, NO_STORE),
    ];
    Ok((headers, Body::from_stream(chunks)).into_response())
}
