//! `/cinema/api/cities/{country_code}`: the cities of a country, for forms that fill their list without a reload.

use axum::{
    Json,
    extract::{Path, State},
    http::{HeaderValue, header},
    response::IntoResponse,
};
use serde::Serialize;

use crate::server::{error::AppResult, services::search::cities, state::AppState};

/// The list changes with our releases only.
const CACHE: HeaderValue = HeaderValue::from_static("public, max-age=86400");

#[derive(Serialize)]
struct Cities {
    country_code: String,
    cities: Vec<String>,
}

/// The names are the values the forms send. An unknown country has none.
pub async fn cities_of_country(
    State(state): State<AppState>,
    Path(country_code): Path<String>,
) -> AppResult<impl IntoResponse> {
    let country_code = country_code.to_ascii_uppercase();
    let cities = cities::of_country(&state, &country_code).await?;
    Ok(([(header::CACHE_CONTROL, CACHE)], Json(Cities { country_code, cities })))
}
