//! `/og/{name}.png`: what a link to a public profile is shown with.

use axum::{
    extract::{Path, State},
    http::header,
    response::IntoResponse,
};

use crate::server::{
    error::{AppError, AppResult},
    services::profiles::link_previews,
    state::AppState,
};

/// Answers for `/og/{file}`. Sites that show links cache their pictures; a changed card has another name.
pub async fn card(State(state): State<AppState>, Path(file): Path<String>) -> AppResult<impl IntoResponse> {
    let name = file.strip_suffix(".png").ok_or(AppError::NotFound)?;
    let png = link_previews::card(&state, name).await?.ok_or(AppError::NotFound)?;
    Ok(([(header::CONTENT_TYPE, "image/png"), (header::CACHE_CONTROL, "public, max-age=86400")], png))
}
