//! `/cinema/api/cities/{country_code}`: the cities of a country, for forms that fill their list without a reload.

use axum::{
    Json,
    extract::{Path, State},
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use serde::Serialize;

use crate::server::{repositories::cities, state::AppState};

/// The list changes with our releases only.
const CACHE: HeaderValue = HeaderValue::from_static("public, max-age=86400");

#[derive(Serialize)]
struct Cities {
    country_code: String,
    cities: Vec<String>,
}

/// The names are the values the forms send. An unknown country has none.
pub async fn cities_of_country(State(state): State<AppState>, Path(country_code): Path<String>) -> Response {
    let country_code = country_code.to_ascii_uppercase();
    let found = async {
        if !country_code.chars().all(|letter| letter.is_ascii_alphabetic()) {
            return Ok(Vec::new());
        }
        let mut conn = state.db.read().await?;
        cities::names_of_country(&mut conn, &country_code).await
    };
    match found.await {
        Ok(cities) => ([(header::CACHE_CONTROL, CACHE)], Json(Cities { country_code, cities })).into_response(),
        Err(error) => {
            tracing::error!(%error, "cities could not be read");
            error.status().into_response()
        }
    }
}
