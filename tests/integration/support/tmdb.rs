//! A stand-in for TMDb's `GET /3/search/multi` and its pictures that judges requests as the documentation describes
//! them.

use std::{
    collections::{BTreeMap, VecDeque},
    net::SocketAddr,
    sync::{Arc, Mutex},
    time::Duration,
};

use axum::{
    Router,
    extract::{Path, Query, State},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
    routing::get,
};
use serde_json::{Value, json};

pub const KEY: &str = "0123456789abcdefthekeyofthetests";
pub const TOKEN: &str = "eyJhbGci.thetoken.ofthetests";

/// What the stand-in does next; after the last one it finds three things.
#[derive(Debug, Clone)]
pub enum Next {
    Find(Value),
    /// Answers with a status and a body.
    Answer(u16, Vec<u8>),
    /// Takes longer than the client's time limit.
    Sleep,
    /// Reads the request and hangs up.
    HangUp,
}

/// A picture, or what stands in its place.
#[derive(Debug, Clone)]
pub enum Picture {
    Bytes(Vec<u8>),
    Sleep,
    HangUp,
}

#[derive(Clone, Default)]
struct Shared {
    next: Arc<Mutex<VecDeque<Next>>>,
    searched: Arc<Mutex<Vec<String>>>,
    pictures: Arc<Mutex<BTreeMap<String, Picture>>>,
    fetched: Arc<Mutex<Vec<String>>>,
}

/// A running stand-in.
pub struct TmdbStandIn {
    pub address: SocketAddr,
    shared: Shared,
}

impl TmdbStandIn {
    pub async fn start(next: impl IntoIterator<Item = Next>) -> Self {
        let shared = Shared::default();
        shared.next.lock().unwrap().extend(next);
        let app = Router::new()
            .route("/3/search/multi", get(search))
            .route("/t/p/w342/{*name}", get(picture))
            .with_state(shared.clone());
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        tokio::spawn(async move { axum::serve(listener, app).await.unwrap() });
        Self { address, shared }
    }

    /// The settings that make an application use it.
    pub fn settings(&self) -> Vec<(&'static str, String)> {
        vec![
            ("TMDB_API_KEY", KEY.to_owned()),
            ("TMDB_BASE_URL", format!("http://{}", self.address)),
            ("TMDB_IMAGE_BASE_URL", format!("http://{}/t/p/w342", self.address)),
        ]
    }

    pub fn put(&self, name: &str, picture: Picture) {
        self.shared.pictures.lock().unwrap().insert(name.to_owned(), picture);
    }

    /// What was searched for, in order.
    pub fn searched(&self) -> Vec<String> {
        self.shared.searched.lock().unwrap().clone()
    }

    /// The pictures that were asked for, sorted.
    pub fn fetched(&self) -> Vec<String> {
        let mut fetched = self.shared.fetched.lock().unwrap().clone();
        fetched.sort();
        fetched
    }
}

/// A page of results as TMDb writes it.
pub fn results(all: &[Value]) -> Value {
    json!({ "page": 1, "results": all, "total_pages": 1, "total_results": all.len() })
}

pub fn movie(id: i64, title: &str) -> Value {
    json!({
        "adult": false, "backdrop_path": "/back.jpg", "genre_ids": [18], "id": id, "media_type": "movie",
        "original_language": "ar", "original_title": title, "overview": "…", "popularity": 4.2,
        "poster_path": format!("/Affiche{id}.jpg"), "release_date": "2000-09-08", "title": title, "video": false,
        "vote_average": 7.1, "vote_count": 90
    })
}

pub fn series(id: i64, name: &str) -> Value {
    json!({
        "adult": false, "id": id, "media_type": "tv", "name": name, "original_name": name, "first_air_date": "",
        "origin_country": ["MA"], "poster_path": null, "popularity": 1.0
    })
}

fn person() -> Value {
    json!({ "adult": false, "id": 7, "media_type": "person", "name": "Somebody", "profile_path": "/Face.jpg", "known_for": [] })
}

async fn search(
    State(shared): State<Shared>,
    Query(asked): Query<BTreeMap<String, String>>,
    headers: HeaderMap,
) -> Response {
    shared.searched.lock().unwrap().push(asked.get("query").cloned().unwrap_or_default());
    if let Err((status, message)) = judge(&asked, &headers) {
        return (status, json!({ "success": false, "status_message": message }).to_string()).into_response();
    }
    let next = shared.next.lock().unwrap().pop_front();
    match next.unwrap_or_else(|| Next::Find(results(&[movie(1, "Ali Zaoua"), person(), series(1, "مسلسل")]))) {
        Next::Find(found) => {
            ([(header::CONTENT_TYPE, "application/json;charset=utf-8")], found.to_string()).into_response()
        }
        Next::Answer(status, body) => (StatusCode::from_u16(status).unwrap(), body).into_response(),
        Next::Sleep => {
            tokio::time::sleep(Duration::from_secs(30)).await;
            StatusCode::OK.into_response()
        }
        Next::HangUp => panic!("hangs up"),
    }
}

/// What TMDb's reference requires of a request, and what ours must not contain.
fn judge(asked: &BTreeMap<String, String>, headers: &HeaderMap) -> Result<(), (StatusCode, &'static str)> {
    let bearer = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    match (asked.get("api_key").map(String::as_str), bearer) {
        (Some(KEY), None) => {}
        (None, Some(bearer)) if bearer == format!("Bearer {TOKEN}") => {}
        _ => return Err((StatusCode::UNAUTHORIZED, "Invalid API key: You must be granted a valid key.")),
    }
    if headers.get(header::ACCEPT).and_then(|value| value.to_str().ok()) != Some("application/json") {
        return Err((StatusCode::NOT_ACCEPTABLE, "Invalid accept header."));
    }
    let known = ["query", "language", "page", "api_key"];
    if asked.keys().any(|name| !known.contains(&name.as_str())) || headers.contains_key(header::COOKIE) {
        return Err((StatusCode::BAD_REQUEST, "unknown parameter"));
    }
    if asked.get("language").map(String::as_str) != Some("fr-FR") || asked.get("page").map(String::as_str) != Some("1")
    {
        return Err((StatusCode::BAD_REQUEST, "language or page"));
    }
    if asked.get("query").is_none_or(String::is_empty) {
        return Err((StatusCode::UNPROCESSABLE_ENTITY, "query must be provided"));
    }
    Ok(())
}

async fn picture(State(shared): State<Shared>, Path(name): Path<String>) -> Response {
    shared.fetched.lock().unwrap().push(name.clone());
    let picture = shared.pictures.lock().unwrap().get(&name).cloned();
    match picture {
        Some(Picture::Bytes(bytes)) => ([(header::CONTENT_TYPE, "image/jpeg")], bytes).into_response(),
        Some(Picture::Sleep) => {
            tokio::time::sleep(Duration::from_secs(30)).await;
            StatusCode::OK.into_response()
        }
        Some(Picture::HangUp) => panic!("hangs up"),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}
