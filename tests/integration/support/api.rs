//! A program that uses the REST API.

use std::{
    collections::BTreeMap,
    net::{IpAddr, SocketAddr},
};

use axum::{Router, body::Body, extract::ConnectInfo};
use chrono::TimeDelta;
use http::{HeaderMap, Method, Request, StatusCode, header};
use serde_json::Value as Json;
use talentsmaroc::{
    domain::access::{Scope, Scopes},
    server::{
        repositories::accounts::api_tokens::{NewApiToken, insert},
        security::tokens::{new_token, token_hash},
    },
};
use tower::ServiceExt as _;

use super::{TestApp, accounts::execute, people::Inserted};

/// What came back.
#[derive(Debug, Clone)]
pub struct Reply {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub bytes: Vec<u8>,
}

impl Reply {
    /// The body; null for an empty one.
    pub fn json(&self) -> Json {
        serde_json::from_slice(&self.bytes).unwrap_or_default()
    }

    pub fn header(&self, name: &str) -> String {
        self.headers.get(name).map(|value| value.to_str().unwrap().to_owned()).unwrap_or_default()
    }

    /// The stable code of an error.
    pub fn code(&self) -> String {
        self.json()["code"].as_str().unwrap_or_default().to_owned()
    }

    /// Where something is wrong, with the code of each.
    pub fn wrong(&self) -> Vec<(String, String)> {
        let text = |value: &Json| value.as_str().unwrap_or_default().to_owned();
        let json = self.json();
        let errors = json["errors"].as_array().cloned().unwrap_or_default();
        errors.iter().map(|error| (text(&error["pointer"]), text(&error["code"]))).collect()
    }
}

/// A program with a token, with cookies, or with neither.
#[derive(Clone)]
pub struct Program {
    pub router: Router,
    pub token: Option<String>,
    pub cookies: BTreeMap<String, String>,
    pub language: &'static str,
    pub ip: IpAddr,
    /// Sent with every request.
    pub headers: Vec<(&'static str, String)>,
}

impl Program {
    pub fn new(app: &TestApp) -> Self {
        Self {
            router: app.router.clone(),
            token: None,
            cookies: BTreeMap::new(),
            language: "en",
            ip: IpAddr::from([192, 0, 2, 9]),
            headers: Vec::new(),
        }
    }

    /// The same with a token of an account.
    pub async fn with_token(app: &TestApp, account_id: i64, scopes: &[Scope]) -> Self {
        Self { token: Some(make_token(app, account_id, scopes).await), ..Self::new(app) }
    }

    /// The same through another router.
    pub fn through(self, router: Router) -> Self {
        Self { router, ..self }
    }

    pub async fn get(&mut self, address: &str) -> Reply {
        self.send(Method::GET, address, &[], None).await
    }

    pub async fn post(&mut self, address: &str, body: Json) -> Reply {
        self.json(Method::POST, address, &[], body).await
    }

    /// Sends JSON.
    pub async fn json(&mut self, method: Method, address: &str, headers: &[(&str, &str)], body: Json) -> Reply {
        let all = [headers, &[("content-type", "application/json")]].concat();
        self.send(method, address, &all, Some(body.to_string().into_bytes())).await
    }

    /// Reads a person and its tag.
    pub async fn person(&mut self, id: &str) -> (Json, String) {
        let reply = self.get(&format!("/api/v1/users/{id}")).await;
        assert_eq!(reply.status, StatusCode::OK, "{}", reply.json());
        (reply.json()["user"].clone(), reply.header("etag"))
    }

    pub async fn send(
        &mut self,
        method: Method,
        address: &str,
        headers: &[(&str, &str)],
        body: Option<Vec<u8>>,
    ) -> Reply {
        let mut request = Request::builder()
            .method(method)
            .uri(address)
            .header(header::HOST, "127.0.0.1:3000")
            .header(header::ACCEPT_LANGUAGE, self.language);
        if let Some(token) = &self.token {
            request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
        }
        if !self.cookies.is_empty() {
            let cookies: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
            request = request.header(header::COOKIE, cookies.join("; "));
        }
        for (name, value) in &self.headers {
            request = request.header(*name, value);
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let mut request = request.body(body.map_or_else(Body::empty, Body::from)).unwrap();
        request.extensions_mut().insert(ConnectInfo(SocketAddr::new(self.ip, 40_001)));
        let router = self.router.clone();
        let answer = tokio::spawn(router.oneshot(request)).await.unwrap().unwrap();
        let (parts, body) = answer.into_parts();
        for cookie in parts.headers.get_all(header::SET_COOKIE) {
            let text = cookie.to_str().unwrap();
            let (name, value) = text.split(';').next().unwrap().split_once('=').unwrap();
            if value.is_empty() {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        let bytes = axum::body::to_bytes(body, usize::MAX).await.unwrap().to_vec();
        Reply { status: parts.status, headers: parts.headers, bytes }
    }
}

/// A token of an account, for thirty days.
pub async fn make_token(app: &TestApp, account_id: i64, scopes: &[Scope]) -> String {
    let secret = format!("tm_{}", new_token().unwrap());
    let scopes: Scopes = scopes.iter().copied().collect();
    let now = app.state.clock.now();
    let (hash, text) = (token_hash(&secret), scopes.to_text());
    let token = NewApiToken {
        account_id,
        token_hash: &hash,
        name: "Canaritoken",
        scopes: &text,
        created_at: now,
        expires_at: now + TimeDelta::days(30),
    };
    let mut tx = app.state.db.begin().await.unwrap();
    insert(tx.conn().unwrap(), &token).await.unwrap();
    tx.commit().await.unwrap();
    secret
}

/// Makes the account of a person an administrator's.
pub async fn appoint(app: &TestApp, person: Inserted) {
    let id = person.account_id;
    execute(app, &format!("UPDATE accounts SET role = 'administrator' WHERE id = {id}")).await;
}
