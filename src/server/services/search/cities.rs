//! The cities a form offers.

pub use crate::server::repositories::search::cities::PlacedCity;
use crate::server::{error::AppResult, repositories::search::cities, state::AppState};

/// The names of the cities of a country, as forms send them. An unknown country has none.
pub async fn of_country(state: &AppState, country_code: &str) -> AppResult<Vec<String>> {
    if !country_code.chars().all(|letter| letter.is_ascii_alphabetic()) {
        return Ok(Vec::new());
    }
    cities::names_of_country(&mut state.db.read().await?, country_code).await
}

/// The cities of a country with where they are.
pub async fn placed(state: &AppState, country_code: &str) -> AppResult<Vec<PlacedCity>> {
    cities::of_country(&mut state.db.read().await?, country_code).await
}

/// Country and name of a city of the list.
pub async fn named(state: &AppState, id: i64) -> AppResult<Option<(String, String)>> {
    let found = cities::names(&mut state.db.read().await?, &[id]).await?;
    Ok(found.into_iter().next().map(|(_, country, name)| (country, name)))
}
