//! `/cinema/api/search_movies?query=`: films and series by their title, for the form's search.
//!
//! The answer is `{"results": […], "total": n}`; an error is `{"code": "…"}`. A browser loads nothing from outside:
//! `poster_url` is an address of ours, and `poster` is the name the form sends to keep that poster.

use crate::{
    domain::{fault::RetryAfter, files::film::Film},
    server::{
        context::RequestContext,
        ctx::form_request,
        error::AppError,
        services::files::film_search::{self, FilmAnswer},
        state::AppState,
    },
};
use axum::{
    Extension, Json,
    extract::{Query, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse as _, Response},
};
use serde::{Deserialize, Serialize};

const CACHE: HeaderValue = HeaderValue::from_static("private, no-store");

/// What is asked.
#[derive(Deserialize)]
pub struct FilmQuery {
    #[serde(default)]
    query: String,
}

#[derive(Serialize)]
struct Results {
    results: Vec<FilmResult>,
    total: usize,
}

#[derive(Serialize)]
struct FilmResult {
    /// Unique among films and series.
    id: String,
    tmdb_id: i64,
    title: String,
    year: Option<i64>,
    #[serde(rename = "type")]
    kind: &'static str,
    poster_url: Option<String>,
    poster: Option<String>,
}

impl From<&Film> for FilmResult {
    fn from(film: &Film) -> Self {
        Self {
            id: format!("{}-{}", film.kind.key(), film.tmdb_id),
            tmdb_id: film.tmdb_id,
            title: film.title.clone(),
            year: film.year,
            kind: film.kind.key(),
            poster_url: film.poster.as_ref().map(|name| format!("/files/poster/{name}")),
            poster: film.poster.clone(),
        }
    }
}

#[derive(Serialize)]
struct Problem {
    code: &'static str,
}

/// Answers a search.
pub async fn search_movies(
    State(state): State<AppState>,
    Extension(request): Extension<RequestContext>,
    Query(asked): Query<FilmQuery>,
    headers: HeaderMap,
) -> Response {
    let visitor = form_request(&state, &request, &headers);
    let mut answer = match film_search::search(&state, &visitor, &asked.query).await {
        Ok(answer) => answered(answer),
        Err(AppError::TooManyRequests(RetryAfter(seconds))) => {
            let mut answer = problem(StatusCode::TOO_MANY_REQUESTS, "film_search_too_fast");
            answer.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
            answer
        }
        Err(error) => {
            tracing::error!(%error, "films could not be searched");
            problem(error.status(), "film_search_failed")
        }
    };
    answer.headers_mut().insert(header::CACHE_CONTROL, CACHE);
    answer
}

fn answered(answer: FilmAnswer) -> Response {
    match answer {
        FilmAnswer::Found(films) => {
            let results: Vec<FilmResult> = films.iter().map(FilmResult::from).collect();
            Json(Results { total: results.len(), results }).into_response()
        }
        FilmAnswer::NotAllowed => problem(StatusCode::UNAUTHORIZED, "film_search_not_allowed"),
        FilmAnswer::NotConfigured => problem(StatusCode::SERVICE_UNAVAILABLE, "film_search_not_configured"),
        FilmAnswer::TooShort => problem(StatusCode::BAD_REQUEST, "film_search_too_short"),
        FilmAnswer::TooSlow => problem(StatusCode::GATEWAY_TIMEOUT, "film_search_too_slow"),
        FilmAnswer::Failed => problem(StatusCode::BAD_GATEWAY, "film_search_failed"),
    }
}

fn problem(status: StatusCode, code: &'static str) -> Response {
    (status, Json(Problem { code })).into_response()
}
