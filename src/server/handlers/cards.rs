//! `/og/{name}.png`: what a link to a public profile is shown with.

use axum::{
    extract::{Path, State},
    http::{StatusCode, header},
    response::{IntoResponse as _, Response},
};

use crate::server::{services::cards, state::AppState};

/// Answers for `/og/{file}`. Who shows links keeps their pictures; a changed card has another name.
pub async fn card(State(state): State<AppState>, Path(file): Path<String>) -> Response {
    let Some(name) = file.strip_suffix(".png") else { return StatusCode::NOT_FOUND.into_response() };
    match cards::card(&state, name).await {
        Ok(Some(png)) => ([(header::CONTENT_TYPE, "image/png"), (header::CACHE_CONTROL, "public, max-age=86400")], png)
            .into_response(),
        Ok(None) => StatusCode::NOT_FOUND.into_response(),
        Err(error) => {
            tracing::error!(%error, "a card could not be drawn");
            error.status().into_response()
        }
    }
}
