//! Sending mails: SendGrid's v3 API, <https://www.twilio.com/docs/sendgrid/api-reference/mail-send/mail-send>.

use std::time::Duration;

use chrono::{DateTime, NaiveDateTime, TimeDelta};
use http::{HeaderMap, StatusCode, header};
use reqwest::{Client, Response};
use serde::Deserialize;
use serde_json::json;

use super::https;
use crate::server::{config::SendGridSettings, error::AppResult};

/// A mail as it leaves.
#[derive(Debug, Clone, Copy)]
pub struct Outgoing<'a> {
    /// The same at every attempt.
    pub message_id: &'a str,
    pub kind: &'a str,
    pub to: &'a str,
    pub subject: &'a str,
    pub text: &'a str,
    pub html: &'a str,
    /// Where mail programs unsubscribe its recipient by one POST (RFC 8058); none for mails of the service.
    pub unsubscribe: Option<&'a str>,
}

/// What SendGrid made of a mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SendGridAnswer {
    /// Taken: SendGrid delivers it from now on.
    Sent,
    /// Too many requests, or none of ours are taken for now; nothing is wrong with the mail.
    Busy { wait: Option<TimeDelta>, reason: String },
    /// No answer, or one that says that it is not the mail's fault.
    TryLater { reason: String },
    /// Refused for good.
    Refused { reason: String },
}

/// The client.
#[derive(Clone)]
pub struct SendGrid {
    client: Client,
    address: String,
    /// With `Bearer`.
    authorization: String,
    from_email: String,
    from_name: String,
}

/// Longer answers of SendGrid are not read.
const LONGEST_ANSWER: usize = 16 * 1024;
/// Administrators read this much of SendGrid's reason.
const LONGEST_REASON: usize = 300;
/// However long SendGrid wants us to wait, we ask again after an hour.
const LONGEST_WAIT: TimeDelta = TimeDelta::hours(1);
/// A key or a sender that SendGrid does not accept is for the operator to correct; until then mails wait.
const WAIT_FOR_OPERATOR: TimeDelta = TimeDelta::minutes(10);

impl SendGrid {
    /// A client for these settings; mails come from `from_name`.
    ///
    /// # Errors
    /// When TLS cannot be set up.
    pub fn new(settings: &SendGridSettings, from_name: &str) -> AppResult<Self> {
        Ok(Self {
            client: https::client(Duration::from_secs(settings.timeout_seconds))?,
            address: format!("{}/v3/mail/send", settings.base_url),
            authorization: format!("Bearer {}", settings.api_key),
            from_email: settings.from_email.clone(),
            from_name: from_name.to_owned(),
        })
    }

    /// Hands a mail over. `now` is what « wait until » is compared with.
    pub async fn send(&self, mail: Outgoing<'_>, now: NaiveDateTime) -> SendGridAnswer {
        let request = self
            .client
            .post(&self.address)
            .header(header::AUTHORIZATION, &self.authorization)
            .header(header::CONTENT_TYPE, "application/json")
            .body(self.body(mail).to_string());
        match request.send().await {
            Ok(response) => judge(response, mail.to, now).await,
            // Neither the address nor anything of the mail is in these words.
            Err(error) if error.is_timeout() => SendGridAnswer::TryLater { reason: "no answer in time".to_owned() },
            Err(error) if error.is_connect() => SendGridAnswer::TryLater { reason: "cannot be reached".to_owned() },
            Err(_) => SendGridAnswer::TryLater { reason: "the connection broke".to_owned() },
        }
    }

    /// As documented: the plain text comes before the HTML.
    fn body(&self, mail: Outgoing<'_>) -> serde_json::Value {
        let mut body = json!({
            "personalizations": [{
                "to": [{ "email": mail.to }],
                "custom_args": { "message_id": mail.message_id },
            }],
            "from": { "email": self.from_email, "name": self.from_name },
            "subject": mail.subject,
            "content": [
                { "type": "text/plain", "value": mail.text },
                { "type": "text/html", "value": mail.html },
            ],
            "categories": [mail.kind],
            // Links carry secrets: they must not pass through SendGrid's click counter.
            "tracking_settings": {
                "click_tracking": { "enable": false, "enable_text": false },
                "open_tracking": { "enable": false },
            },
        });
        if let Some((body, address)) = body.as_object_mut().zip(mail.unsubscribe) {
            body.insert("headers".to_owned(), unsubscribe_headers(address));
        }
        body
    }
}

/// As RFC 8058 writes them.
fn unsubscribe_headers(address: &str) -> serde_json::Value {
    json!({
        "List-Unsubscribe": format!("<{address}>"),
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    })
}

async fn judge(response: Response, recipient: &str, now: NaiveDateTime) -> SendGridAnswer {
    let status = response.status();
    match status {
        StatusCode::ACCEPTED => SendGridAnswer::Sent,
        StatusCode::TOO_MANY_REQUESTS => SendGridAnswer::Busy {
            wait: wait(response.headers(), now),
            reason: "too many requests (HTTP 429)".to_owned(),
        },
        StatusCode::REQUEST_TIMEOUT => SendGridAnswer::TryLater { reason: format!("HTTP {}", status.as_u16()) },
        _ if status.is_server_error() => SendGridAnswer::TryLater { reason: format!("HTTP {}", status.as_u16()) },
        _ if status.is_success() => {
            SendGridAnswer::TryLater { reason: format!("HTTP {} instead of 202", status.as_u16()) }
        }
        StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN => {
            let explained = explanation(response, recipient).await;
            let hint = match status {
                StatusCode::UNAUTHORIZED => "SENDGRID_API_KEY is not known to SendGrid",
                _ => "the key may not send, or SENDGRID_FROM_EMAIL is not verified",
            };
            let reason = format!("HTTP {} ({hint}){explained}", status.as_u16());
            SendGridAnswer::Busy { wait: Some(WAIT_FOR_OPERATOR), reason }
        }
        _ => {
            let explained = explanation(response, recipient).await;
            SendGridAnswer::Refused { reason: format!("HTTP {}{explained}", status.as_u16()) }
        }
    }
}

/// `Retry-After` in seconds or as a date, else SendGrid's own `X-RateLimit-Reset` in seconds since 1970.
fn wait(headers: &HeaderMap, now: NaiveDateTime) -> Option<TimeDelta> {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok()).map(str::trim);
    let after = text("retry-after").and_then(|value| match value.parse::<u32>() {
        Ok(seconds) => Some(TimeDelta::seconds(i64::from(seconds))),
        Err(_) => DateTime::parse_from_rfc2822(value).ok().map(|date| date.naive_utc() - now),
    });
    let reset = || {
        let seconds = text("x-ratelimit-reset")?.parse::<i64>().ok()?;
        Some(DateTime::from_timestamp(seconds, 0)?.naive_utc() - now)
    };
    after.or_else(reset).map(|wait| wait.clamp(TimeDelta::seconds(1), LONGEST_WAIT))
}

#[derive(Deserialize)]
struct Problems {
    errors: Vec<Problem>,
}

#[derive(Deserialize)]
struct Problem {
    message: String,
    field: Option<String>,
}

/// SendGrid's own words without e-mail addresses: the log and the outbox keep them.
async fn explanation(mut response: Response, recipient: &str) -> String {
    let mut body = Vec::new();
    while let Ok(Some(chunk)) = response.chunk().await {
        body.extend_from_slice(&chunk);
        if body.len() > LONGEST_ANSWER {
            return String::new();
        }
    }
    let Ok(Problems { errors }) = serde_json::from_slice(&body) else { return String::new() };
    let said: Vec<String> = errors
        .into_iter()
        .map(|problem| match problem.field {
            Some(field) => format!("{field}: {}", problem.message),
            None => problem.message,
        })
        .collect();
    let said = without_addresses(&said.join("; ").replace(recipient, "…"));
    if said.is_empty() { said } else { format!(": {}", said.chars().take(LONGEST_REASON).collect::<String>()) }
}

/// Every word with an `@` becomes « … »: an answer may name the recipient of another mail.
fn without_addresses(text: &str) -> String {
    let words = text.split_whitespace().map(|word| if word.contains('@') { "…" } else { word });
    words.collect::<Vec<_>>().join(" ").chars().filter(|c| !c.is_control()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mail_programs_are_told_how_to_unsubscribe() {
        let headers = unsubscribe_headers("https://talents.example/unsubscribe/x");
        assert_eq!(headers["List-Unsubscribe"], "<https://talents.example/unsubscribe/x>");
        assert_eq!(headers["List-Unsubscribe-Post"], "List-Unsubscribe=One-Click");
    }

    #[test]
    fn no_address_is_left_of_an_explanation() {
        assert_eq!(without_addresses("to: <a.b@example.org>, c@example.com\n bounced"), "to: … … bounced");
        assert_eq!(without_addresses("the key may not send"), "the key may not send");
    }

    #[test]
    fn the_wait_is_read_in_each_of_its_forms() {
        let now = DateTime::from_timestamp(1_800_000_000, 0).unwrap().naive_utc();
        let waits = |name: &'static str, value: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(name, value.parse().unwrap());
            wait(&headers, now).map(|wait| wait.num_seconds())
        };
        assert_eq!(waits("retry-after", "30"), Some(30));
        assert_eq!(waits("retry-after", "Fri, 15 Jan 2027 08:01:30 GMT"), Some(90));
        assert_eq!(waits("x-ratelimit-reset", "1800000045"), Some(45));
        assert_eq!(waits("x-ratelimit-reset", "1700000000"), Some(1));
        assert_eq!(waits("retry-after", "999999"), Some(3600));
        assert_eq!(waits("retry-after", "soon"), None);
    }
}
