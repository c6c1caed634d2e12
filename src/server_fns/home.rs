//! What the landing page reads.

use crate::server::context::use_lang;
use crate::server::context::use_state;
use crate::server::error::AppResult;
use crate::server::services::home::{HomeSummary, summary};

/// Figures and latest public profiles, as a visitor may see them; `None` (and a line in the log) when the database
/// does not answer.
pub async fn load_home() -> Option<HomeSummary> {
    read().await.inspect_err(|error| tracing::warn!(%error, "the landing page is shown without its figures")).ok()
}

async fn read() -> AppResult<HomeSummary> {
    summary(&use_state()?, use_lang()).await
}
