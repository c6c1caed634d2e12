//! A stand-in for another program that is told of events.

use std::{
    collections::VecDeque,
    net::SocketAddr,
    sync::{Arc, Mutex},
    time::Duration,
};

use axum::{
    Router,
    extract::State,
    http::{HeaderMap, StatusCode, Uri, header},
    response::{IntoResponse, Response},
    routing::post,
};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use ring::hmac::{HMAC_SHA256, Key, verify};
use serde_json::Value;

/// What it does next; after the last one it takes every message.
#[derive(Debug, Clone)]
pub enum Reply {
    Status(u16, String),
    /// 429, to be asked again after so many seconds.
    Wait(u64),
    /// An answer made of the message.
    Made(fn(&str) -> String),
    /// Leads to another path of its own.
    Redirect,
    /// Takes longer than anyone waits.
    Sleep,
}

/// What came.
#[derive(Debug, Clone)]
pub struct Received {
    pub path: String,
    pub headers: HeaderMap,
    pub body: String,
}

impl Received {
    pub fn header(&self, name: &str) -> &str {
        self.headers[name].to_str().unwrap()
    }

    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap()
    }

    /// Whether both signatures are made with this secret.
    pub fn is_signed_with(&self, secret: &str) -> bool {
        let key = Key::new(HMAC_SHA256, &STANDARD.decode(secret.strip_prefix("whsec_").unwrap()).unwrap());
        let (id, time) = (self.header("webhook-id"), self.header("webhook-timestamp"));
        let (standard, other) = self.header("webhook-signature").split_once(' ').unwrap();
        let standard = STANDARD.decode(standard.strip_prefix("v1,").unwrap()).unwrap();
        let other = other.strip_prefix(&format!("t={time},v1=")).unwrap();
        let other: Vec<u8> =
            (0..other.len()).step_by(2).map(|at| u8::from_str_radix(&other[at..at + 2], 16).unwrap()).collect();
        verify(&key, format!("{id}.{time}.{}", self.body).as_bytes(), &standard).is_ok()
            && verify(&key, format!("{time}.{}", self.body).as_bytes(), &other).is_ok()
    }
}

#[derive(Clone, Default)]
struct Shared {
    next: Arc<Mutex<VecDeque<Reply>>>,
    received: Arc<Mutex<Vec<Received>>>,
}

/// A running stand-in.
pub struct Receiver {
    pub address: SocketAddr,
    shared: Shared,
}

impl Receiver {
    pub async fn start(next: impl IntoIterator<Item = Reply>) -> Self {
        let shared = Shared::default();
        shared.next.lock().unwrap().extend(next);
        let app = Router::new().route("/{*path}", post(receive).get(receive)).with_state(shared.clone());
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        tokio::spawn(async move { axum::serve(listener, app).await.unwrap() });
        Self { address, shared }
    }

    /// Where it takes messages.
    pub fn url(&self) -> String {
        format!("http://{}/in", self.address)
    }

    /// Everything that came, in order.
    pub fn received(&self) -> Vec<Received> {
        self.shared.received.lock().unwrap().clone()
    }
}

async fn receive(State(shared): State<Shared>, uri: Uri, headers: HeaderMap, body: String) -> Response {
    shared.received.lock().unwrap().push(Received { path: uri.path().to_owned(), headers, body: body.clone() });
    let next = shared.next.lock().unwrap().pop_front().unwrap_or(Reply::Status(204, String::new()));
    match next {
        Reply::Status(status, text) => (StatusCode::from_u16(status).unwrap(), text).into_response(),
        Reply::Wait(seconds) => {
            (StatusCode::TOO_MANY_REQUESTS, [(header::RETRY_AFTER, seconds.to_string())]).into_response()
        }
        Reply::Made(make) => (StatusCode::OK, make(&body)).into_response(),
        Reply::Redirect => (StatusCode::TEMPORARY_REDIRECT, [(header::LOCATION, "/elsewhere")]).into_response(),
        Reply::Sleep => {
            tokio::time::sleep(Duration::from_secs(60)).await;
            StatusCode::NO_CONTENT.into_response()
        }
    }
}
