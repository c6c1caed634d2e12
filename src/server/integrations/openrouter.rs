//! Language models: OpenRouter, <https://openrouter.ai/docs/api-reference/api-keys/get-current-key>.

mod chat;

use std::time::Duration;

use http::{StatusCode, header};
use reqwest::Client;

pub use self::chat::{ModelAnswer, ModelFault, ModelQuestion};
use super::https;
use crate::server::{config::OpenRouterSettings, error::AppResult};

const TIMEOUT: Duration = Duration::from_secs(10);

/// Why OpenRouter cannot be used: for administrators, without the key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenRouterError {
    pub reason: String,
}

/// The client; cheap to clone.
#[derive(Clone)]
pub struct OpenRouter {
    client: Client,
    base_url: String,
    authorization: String,
    /// How long a model may think.
    longest: Duration,
    /// Empty where none was chosen.
    pub model: String,
}

impl OpenRouter {
    /// A client for these settings.
    ///
    /// # Errors
    /// When TLS cannot be set up.
    pub fn new(settings: &OpenRouterSettings) -> AppResult<Self> {
        Ok(Self {
            client: https::client(TIMEOUT)?,
            base_url: settings.base_url.clone(),
            authorization: format!("Bearer {}", settings.api_key),
            longest: Duration::from_secs(settings.timeout_seconds),
            model: settings.model.clone(),
        })
    }

    /// Asks whether OpenRouter knows the key. Nothing is sent to a model.
    ///
    /// # Errors
    /// Why not, in a few words.
    pub async fn check_key(&self) -> Result<(), OpenRouterError> {
        let address = format!("{}/api/v1/key", self.base_url);
        let request = self.client.get(address).header(header::AUTHORIZATION, &self.authorization);
        let reason = match request.send().await {
            Ok(response) if response.status() == StatusCode::OK => return Ok(()),
            Ok(response) if response.status() == StatusCode::UNAUTHORIZED => {
                "HTTP 401 (the key is not known)".to_owned()
            }
            Ok(response) => format!("HTTP {}", response.status().as_u16()),
            Err(error) if error.is_timeout() => "no answer in time".to_owned(),
            Err(error) if error.is_connect() => "cannot be reached".to_owned(),
            Err(_) => "the connection broke".to_owned(),
        };
        Err(OpenRouterError { reason })
    }
}
