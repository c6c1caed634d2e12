//! A stand-in for SendGrid's `POST /v3/mail/send` that judges requests as its documentation describes them.

use std::{
    collections::VecDeque,
    net::SocketAddr,
    sync::{Arc, Mutex},
    time::Duration,
};

use axum::{
    Router,
    extract::State,
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
    routing::post,
};
use serde_json::{Value, json};

pub const KEY: &str = "SG.the-key-of-the-tests";
pub const FROM: &str = "no-reply@talents.example";

/// What the stand-in does next; after the last one it takes every mail.
#[derive(Debug, Clone)]
pub enum Next {
    Take,
    /// Answers with a status and headers.
    Answer(u16, Vec<(&'static str, String)>, Value),
    /// Takes longer than the client's time limit.
    Sleep,
    /// Reads the request and hangs up.
    HangUp,
}

#[derive(Clone, Default)]
struct Shared {
    next: Arc<Mutex<VecDeque<Next>>>,
    taken: Arc<Mutex<Vec<Value>>>,
    asked: Arc<Mutex<usize>>,
}

/// A running stand-in.
pub struct SendGridStandIn {
    pub address: SocketAddr,
    shared: Shared,
}

impl SendGridStandIn {
    pub async fn start(next: impl IntoIterator<Item = Next>) -> Self {
        let shared = Shared::default();
        shared.next.lock().unwrap().extend(next);
        let app = Router::new().route("/v3/mail/send", post(send)).with_state(shared.clone());
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        tokio::spawn(async move { axum::serve(listener, app).await.unwrap() });
        Self { address, shared }
    }

    /// The settings that make an application use it.
    pub fn settings(&self) -> Vec<(&'static str, String)> {
        vec![
            ("SENDGRID_API_KEY", KEY.to_owned()),
            ("SENDGRID_FROM_EMAIL", FROM.to_owned()),
            ("SENDGRID_BASE_URL", format!("http://{}", self.address)),
            ("SENDGRID_TIMEOUT_SECONDS", "3".to_owned()),
        ]
    }

    /// The mails it took, in order.
    pub fn taken(&self) -> Vec<Value> {
        self.shared.taken.lock().unwrap().clone()
    }

    /// How often it was asked.
    pub fn asked(&self) -> usize {
        *self.shared.asked.lock().unwrap()
    }
}

async fn send(State(shared): State<Shared>, headers: HeaderMap, body: String) -> Response {
    *shared.asked.lock().unwrap() += 1;
    let next = shared.next.lock().unwrap().pop_front().unwrap_or(Next::Take);
    match next {
        Next::Take => match judge(&headers, &body) {
            Ok(mail) => {
                shared.taken.lock().unwrap().push(mail);
                (StatusCode::ACCEPTED, [("x-message-id", "14c5d75ce93.dfd.64b469")]).into_response()
            }
            Err((status, message)) => {
                let errors = json!({ "errors": [{ "message": message, "field": null, "help": null }] });
                (status, errors.to_string()).into_response()
            }
        },
        Next::Answer(status, headers, body) => {
            let mut answer = (StatusCode::from_u16(status).unwrap(), body.to_string()).into_response();
            for (name, value) in headers {
                answer.headers_mut().insert(name, value.parse().unwrap());
            }
            answer
        }
        Next::Sleep => {
            tokio::time::sleep(Duration::from_secs(30)).await;
            StatusCode::ACCEPTED.into_response()
        }
        // A body that fails before its announced end closes the connection.
        Next::HangUp => panic!("hangs up"),
    }
}

/// What SendGrid's reference requires of a request.
fn judge(headers: &HeaderMap, body: &str) -> Result<Value, (StatusCode, String)> {
    let bad = |why: &str| (StatusCode::BAD_REQUEST, why.to_owned());
    if headers.get(header::AUTHORIZATION).and_then(|v| v.to_str().ok()) != Some(&format!("Bearer {KEY}")) {
        return Err((StatusCode::UNAUTHORIZED, "authorization required".to_owned()));
    }
    if headers.get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok()) != Some("application/json") {
        return Err((StatusCode::UNSUPPORTED_MEDIA_TYPE, "JSON only".to_owned()));
    }
    let mail: Value = serde_json::from_str(body).map_err(|_| bad("not JSON"))?;
    let known = ["personalizations", "from", "subject", "content", "categories", "tracking_settings", "headers"];
    if mail.as_object().is_none_or(|fields| fields.keys().any(|key| !known.contains(&key.as_str()))) {
        return Err(bad("unknown field"));
    }
    if mail["from"]["email"] != FROM {
        return Err((StatusCode::FORBIDDEN, "from is not verified".to_owned()));
    }
    let not_text = |all: &Value| all.as_object().is_none_or(|all| all.values().any(|value| !value.is_string()));
    if mail.get("headers").is_some_and(not_text) {
        return Err(bad("headers must be strings"));
    }
    let to = mail["personalizations"][0]["to"][0]["email"].as_str().ok_or_else(|| bad("to is required"))?;
    if !to.contains('@') || mail["personalizations"].as_array().is_none_or(|all| all.len() != 1) {
        return Err(bad("one personalization with one address"));
    }
    let arguments = mail["personalizations"][0]["custom_args"].as_object();
    if arguments.is_none_or(|all| all.values().any(|value| !value.is_string())) {
        return Err(bad("custom_args must be strings"));
    }
    if mail["subject"].as_str().is_none_or(str::is_empty) {
        return Err(bad("subject is required"));
    }
    let kinds: Vec<_> = mail["content"].as_array().into_iter().flatten().map(|part| &part["type"]).collect();
    if kinds != ["text/plain", "text/html"] {
        return Err(bad("text/plain must come first"));
    }
    if mail["content"].as_array().into_iter().flatten().any(|part| part["value"].as_str().is_none_or(str::is_empty)) {
        return Err(bad("content must not be empty"));
    }
    Ok(mail)
}
