//! Sending to webhooks.

pub mod destination;
mod networks;
pub mod signature;

use std::time::Duration;

use ipnet::IpNet;
use reqwest::Response;
use tokio::time::{Instant, timeout_at};
use url::Url;

use super::https;
use crate::domain::webhook::WebhookProblem;

/// For everything: finding the address, connecting, answering.
const LONGEST: Duration = Duration::from_secs(10);
/// Bytes of an answer that are read, at most.
const MOST_READ: usize = 4096;
/// Characters of it that are kept.
const MOST_KEPT: usize = 300;

const NO_HOST: &str = "the name of the host was not found in time";
const NO_ANSWER: &str = "no answer in time";
/// The texts of replies that took all the time there is.
pub const OUT_OF_TIME: [&str; 2] = [NO_HOST, NO_ANSWER];

/// What is sent.
#[derive(Debug, Clone)]
pub struct WebhookMessage {
    /// The same when it is sent again.
    pub id: String,
    /// When it is sent, in seconds since 1970.
    pub timestamp: i64,
    pub signatures: String,
    /// JSON.
    pub body: String,
}

/// What came back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WebhookReply {
    /// The status of HTTP; none without an answer.
    pub status: Option<u16>,
    /// The beginning of the answer, or in English why there was none.
    pub text: String,
}

impl WebhookReply {
    /// Nothing came back.
    #[must_use]
    pub fn none(reason: impl Into<String>) -> Self {
        Self { status: None, text: reason.into() }
    }

    /// Whether it was taken: any status of success.
    #[must_use]
    pub fn is_success(&self) -> bool {
        self.status.is_some_and(|status| (200..300).contains(&status))
    }
}

/// Sends a message once. Redirects are not followed: their target would be unchecked.
pub async fn send(address: &str, allow: &[IpNet], message: &WebhookMessage) -> WebhookReply {
    let until = Instant::now() + LONGEST;
    let Ok(url) = Url::parse(address) else { return WebhookReply::none(reason(WebhookProblem::NotAnAddress)) };
    let addresses = match timeout_at(until, destination::resolve(&url, allow)).await {
        Ok(Ok(addresses)) => addresses,
        Ok(Err(Some(problem))) => return WebhookReply::none(reason(problem)),
        Ok(Err(None)) => return WebhookReply::none("the name of the host leads nowhere"),
        Err(_) => return WebhookReply::none(NO_HOST),
    };
    let host = url.host_str().unwrap_or_default().to_owned();
    let client = match https::client_to(LONGEST, &host, &addresses) {
        Ok(client) => client,
        Err(error) => {
            tracing::error!(%error, "no client for webhooks");
            return WebhookReply::none("our own TLS could not be set up");
        }
    };
    let request = client
        .post(url)
        .timeout(until.saturating_duration_since(Instant::now()))
        .header("content-type", "application/json")
        .header("webhook-id", &message.id)
        .header("webhook-timestamp", message.timestamp)
        .header("webhook-signature", &message.signatures)
        .body(message.body.clone());
    match request.send().await {
        Ok(response) => {
            let status = response.status().as_u16();
            WebhookReply { status: Some(status), text: beginning(response).await }
        }
        Err(error) if error.is_timeout() => WebhookReply::none(NO_ANSWER),
        Err(error) if error.is_connect() => WebhookReply::none("cannot be reached"),
        Err(_) => WebhookReply::none("the connection broke"),
    }
}

const fn reason(problem: WebhookProblem) -> &'static str {
    match problem {
        WebhookProblem::Private => "the address is in a network that is not public",
        WebhookProblem::NotHttps => "the address is not encrypted (https)",
        _ => "the address cannot be used",
    }
}

/// The first characters of an answer, on one line. What breaks off is as good as what ends.
async fn beginning(mut response: Response) -> String {
    let mut bytes = Vec::new();
    while bytes.len() < MOST_READ {
        let Ok(Some(chunk)) = response.chunk().await else { break };
        bytes.extend(chunk.iter().take(MOST_READ - bytes.len()));
    }
    let text = String::from_utf8_lossy(&bytes);
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    line.chars().filter(|c| !c.is_control()).take(MOST_KEPT).collect()
}
