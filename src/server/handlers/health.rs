//! What a supervisor asks.

use axum::{
    extract::State,
    http::{HeaderName, HeaderValue, StatusCode},
    response::AppendHeaders,
};

use crate::server::{db::measure, state::AppState};

/// `/healthz`: the process answers. Where the database is measured, it also reports the sum since the start.
pub async fn alive(State(state): State<AppState>) -> (AppendHeaders<Option<(HeaderName, HeaderValue)>>, &'static str) {
    let measured = state.config.measure_database.then(measure::total).and_then(|(statements, time)| {
        let milliseconds = time.as_secs_f64() * 1000.0;
        let timing = format!("db;dur={milliseconds:.3};desc=\"{statements} statements\"");
        Some((HeaderName::from_static("server-timing"), HeaderValue::try_from(timing).ok()?))
    });
    (AppendHeaders(measured), "ok")
}

/// `/readyz`: the database answers too.
pub async fn ready(State(state): State<AppState>) -> Result<&'static str, StatusCode> {
    state.db.check().await.map(|()| "ready").map_err(|error| {
        tracing::warn!(%error, "not ready");
        StatusCode::SERVICE_UNAVAILABLE
    })
}
