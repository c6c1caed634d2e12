//! The cities a form offers.

use crate::server::{error::AppResult, repositories::search::cities, state::AppState};

/// The names of the cities of a country, as forms send them. An unknown country has none.
pub async fn of_country(state: &AppState, country_code: &str) -> AppResult<Vec<String>> {
    if !country_code.chars().all(|letter| letter.is_ascii_alphabetic()) {
        return Ok(Vec::new());
    }
    cities::names_of_country(&mut state.db.read().await?, country_code).await
}
