//! What the landing page reads.

use crate::domain::directory::{TalentCard, Total};
use crate::server::context::use_request;
use crate::server::error::AppResult;
use crate::server::repositories::talents;
use crate::server::services::directory::home_summary;
use crate::server::state::use_state;

/// Figures and latest public profiles, as a visitor may see them.
#[derive(Debug, Clone)]
pub struct Home {
    pub people: Total,
    pub countries: i64,
    pub talents: i64,
    pub latest: Vec<TalentCard>,
}

/// Reads the landing page's data; `None` (and a line in the log) when the database does not answer.
pub async fn load_home() -> Option<Home> {
    read().await.inspect_err(|error| tracing::warn!(%error, "the landing page is shown without its figures")).ok()
}

async fn read() -> AppResult<Home> {
    let state = use_state()?;
    let summary = home_summary(&state, use_request().lang).await?;
    let talents = talents::all(&mut state.db.read().await?).await?.len();
    Ok(Home {
        people: summary.people,
        countries: summary.countries,
        talents: i64::try_from(talents).unwrap_or(i64::MAX),
        latest: summary.latest,
    })
}
