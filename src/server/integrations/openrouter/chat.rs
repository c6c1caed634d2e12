//! Asking a model, <https://openrouter.ai/docs/api-reference/chat-completion>: the answer has to be JSON of a schema,
//! and providers that learn from what they are sent are not asked.

use std::time::Duration;

use http::{StatusCode, header};
use reqwest::{RequestBuilder, Response};
use serde::Deserialize;
use serde_json::{Value as Json, json};

use super::OpenRouter;

const LARGEST_ANSWER: usize = 1 << 20;
/// Tokens that a model may write.
const MOST_TOKENS: u32 = 4_000;

/// What a model is asked.
pub struct ModelQuestion<'a> {
    /// What it is to do.
    pub task: &'a str,
    /// What it is to do it with.
    pub data: &'a str,
    /// The name and the JSON schema of its answer.
    pub schema: (&'a str, Json),
}

/// What a model wrote, with what that took.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ModelAnswer {
    pub content: String,
    /// The model that answered, which may have another version in its name.
    pub model: String,
    pub prompt_tokens: i64,
    pub completion_tokens: i64,
    /// Millionths of a US dollar; none where the answer does not tell it.
    pub cost_microdollars: Option<i64>,
}

/// Why there is no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ModelFault {
    /// The key or the model is not known, or no provider keeps to what we ask of it.
    Refused,
    /// The account is empty.
    Unpaid,
    /// Too many questions; when to ask again.
    Busy(Option<Duration>),
    /// No answer.
    Unavailable,
    /// The question was sent and no whole answer came in time.
    Lost,
    /// Something else than an answer.
    Nonsense,
}

impl ModelFault {
    /// Whether a model may have worked, which is paid.
    #[must_use]
    pub const fn may_cost(self) -> bool {
        matches!(self, Self::Lost | Self::Nonsense)
    }
}

#[derive(Deserialize)]
struct Completion {
    model: Option<String>,
    choices: Vec<Choice>,
    usage: Option<Usage>,
}

#[derive(Deserialize)]
struct Choice {
    message: Message,
}

#[derive(Deserialize)]
struct Message {
    content: Option<String>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Usage {
    prompt_tokens: i64,
    completion_tokens: i64,
    /// US dollars.
    cost: Option<f64>,
}

impl OpenRouter {
    /// Asks the model that was chosen, once.
    ///
    /// # Errors
    /// Why there is no answer.
    pub async fn ask(&self, question: &ModelQuestion<'_>) -> Result<ModelAnswer, ModelFault> {
        let response = self.question(question).send().await.map_err(|error| match error.is_connect() {
            true => ModelFault::Unavailable,
            false => ModelFault::Lost,
        })?;
        match response.status() {
            StatusCode::OK => {}
            StatusCode::PAYMENT_REQUIRED => return Err(ModelFault::Unpaid),
            StatusCode::TOO_MANY_REQUESTS => return Err(ModelFault::Busy(retry_after(&response))),
            StatusCode::REQUEST_TIMEOUT => return Err(ModelFault::Unavailable),
            status if status.is_client_error() => return Err(ModelFault::Refused),
            _ => return Err(ModelFault::Unavailable),
        }
        read(&body(response).await?, &self.model)
    }

    fn question(&self, question: &ModelQuestion<'_>) -> RequestBuilder {
        let (name, schema) = &question.schema;
        let body = json!({
            "model": self.model,
            "temperature": 0,
            "max_tokens": MOST_TOKENS,
            "messages": [
                { "role": "system", "content": question.task },
                { "role": "user", "content": question.data },
            ],
            "response_format": {
                "type": "json_schema",
                "json_schema": { "name": name, "strict": true, "schema": schema },
            },
            "provider": { "data_collection": "deny", "require_parameters": true },
            "usage": { "include": true },
        });
        self.client
            .post(format!("{}/api/v1/chat/completions", self.base_url))
            .timeout(self.longest)
            .header(header::AUTHORIZATION, &self.authorization)
            .header(header::CONTENT_TYPE, "application/json")
            .body(body.to_string())
    }
}

fn retry_after(response: &Response) -> Option<Duration> {
    let seconds: u64 = response.headers().get(header::RETRY_AFTER)?.to_str().ok()?.trim().parse().ok()?;
    Some(Duration::from_secs(seconds))
}

async fn body(mut response: Response) -> Result<Vec<u8>, ModelFault> {
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(|_| ModelFault::Lost)? {
        if body.len() + chunk.len() > LARGEST_ANSWER {
            return Err(ModelFault::Nonsense);
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body)
}

fn read(body: &[u8], asked: &str) -> Result<ModelAnswer, ModelFault> {
    let completion: Completion = serde_json::from_slice(body).map_err(|_| ModelFault::Nonsense)?;
    let usage = completion.usage.unwrap_or_default();
    let choice = completion.choices.into_iter().next().ok_or(ModelFault::Nonsense)?;
    // A model that declines writes no content.
    let content = choice.message.content.unwrap_or_default();
    Ok(ModelAnswer {
        content,
        model: completion.model.unwrap_or_else(|| asked.to_owned()).chars().take(100).collect(),
        prompt_tokens: usage.prompt_tokens.clamp(0, 10_000_000),
        completion_tokens: usage.completion_tokens.clamp(0, 10_000_000),
        cost_microdollars: usage.cost.and_then(microdollars),
    })
}

/// At most a thousand dollars, whatever is claimed.
#[expect(clippy::cast_possible_truncation, reason = "the range was looked at")]
fn microdollars(dollars: f64) -> Option<i64> {
    dollars.is_finite().then(|| (dollars.clamp(0.0, 1_000.0) * 1e6).ceil() as i64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_read_and_everything_else_is_nonsense() {
        let body = json!({
            "model": "maker/model-1", "choices": [{ "message": { "role": "assistant", "content": "{}" } }],
            "usage": { "prompt_tokens": 10, "completion_tokens": 5, "cost": 0.000_123_4 },
        });
        let answer = read(body.to_string().as_bytes(), "maker/model").unwrap();
        assert_eq!((answer.model.as_str(), answer.cost_microdollars), ("maker/model-1", Some(124)));
        let bare = read(br#"{"choices":[{"message":{"content":null}}]}"#, "maker/model").unwrap();
        assert_eq!((bare.model.as_str(), bare.content.as_str(), bare.cost_microdollars), ("maker/model", "", None));
        for body in ["", "[]", "{}", r#"{"choices":[]}"#, r#"{"choices":"x"}"#, "<html>"] {
            assert_eq!(read(body.as_bytes(), ""), Err(ModelFault::Nonsense), "{body}");
        }
    }
}
