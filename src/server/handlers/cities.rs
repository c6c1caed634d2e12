//! `/cinema/api/cities/{country_code}`: the cities of a country, for forms that fill their list without a reload.

use axum::{
    Json,
    extract::{Path, Query, State, rejection::QueryRejection},
    http::{HeaderValue, header},
    response::IntoResponse,
};
use serde::{Deserialize, Serialize};

use crate::{
    domain::{lang::Lang, reference},
    server::{error::AppResult, services::search::cities, state::AppState},
};

/// The list changes with our releases only.
const CACHE: HeaderValue = HeaderValue::from_static("public, max-age=86400");

/// The query of the address.
#[derive(Default, Deserialize)]
pub struct CityQuery {
    /// Code of the language in which a list shows the cities.
    #[serde(default)]
    lang: String,
}

#[derive(Serialize)]
struct Cities {
    country_code: String,
    cities: Vec<String>,
    /// What a list shows of each city, where that is not the name.
    #[serde(skip_serializing_if = "Option::is_none")]
    labels: Option<Vec<String>>,
}

/// The names are the values the forms send; with `?lang=ar` their Arabic names stand beside them, in the order of the
/// Arabic alphabet. An unknown country has none.
pub async fn cities_of_country(
    State(state): State<AppState>,
    Path(country_code): Path<String>,
    query: Result<Query<CityQuery>, QueryRejection>,
) -> AppResult<impl IntoResponse> {
    let country_code = country_code.to_ascii_uppercase();
    let cities = cities::of_country(&state, &country_code).await?;
    let lang = query.ok().and_then(|Query(query)| Lang::from_code(&query.lang)).unwrap_or_default();
    let (cities, labels) = match lang {
        Lang::Ar => {
            let (names, labels) = reference::city_labels(&country_code, cities, lang).into_iter().unzip();
            (names, Some(labels))
        }
        Lang::Fr | Lang::En => (cities, None),
    };
    Ok(([(header::CACHE_CONTROL, CACHE)], Json(Cities { country_code, cities, labels })))
}
