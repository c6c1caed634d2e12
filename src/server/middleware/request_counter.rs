//! Counts every answer, for `/metrics`.

use std::time::Instant;

use axum::{
    extract::{MatchedPath, Request, State},
    middleware::Next,
    response::Response,
};

use crate::server::state::AppState;

/// Counts the answer by the pattern of its route and how long it took to begin.
pub async fn count_request(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let began = Instant::now();
    let method = request.method().clone();
    let pattern = request.extensions().get::<MatchedPath>().cloned();
    let answer = next.run(request).await;
    let pattern = pattern.as_ref().map(MatchedPath::as_str);
    state.metrics.answered(&method, pattern, answer.status(), began.elapsed());
    answer
}
