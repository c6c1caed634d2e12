//! What the landing page of the CINEMA module reads.

use crate::server::{
    context::{use_request, use_state},
    error::AppResult,
    services::cinema_landing::{TypeFigure, types},
};

/// Types of talent and how many people offer each; `None` (and a line in the log) when the database does not answer.
pub async fn load_types() -> Option<Vec<TypeFigure>> {
    read().await.inspect_err(|error| tracing::warn!(%error, "the CINEMA page is shown without its figures")).ok()
}

async fn read() -> AppResult<Vec<TypeFigure>> {
    types(&use_state()?, use_request().lang).await
}
