//! What a supervisor asks.

use axum::{extract::State, http::StatusCode};

use crate::server::state::AppState;

/// `/healthz`: the process answers.
pub async fn alive() -> &'static str {
    "ok"
}

/// `/readyz`: the database answers too.
pub async fn ready(State(state): State<AppState>) -> Result<&'static str, StatusCode> {
    state.db.check().await.map(|()| "ready").map_err(|error| {
        tracing::warn!(%error, "not ready");
        StatusCode::SERVICE_UNAVAILABLE
    })
}
