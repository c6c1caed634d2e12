//! Finding films and series: TMDb's v3 API, <https://developer.themoviedb.org/reference/search-multi>.

mod answer;

use std::{sync::Arc, time::Duration};

use http::{StatusCode, header};
use reqwest::{Client, RequestBuilder, Response};
use tokio::sync::Semaphore;

pub use self::answer::is_poster_name;
use super::https;
use crate::{
    domain::files::film::Film,
    server::{config::TmdbSettings, error::AppResult},
};

const TIMEOUT: Duration = Duration::from_secs(5);
/// Longer answers are not read. A page of twenty results has some twenty kilobytes.
const LONGEST_ANSWER: usize = 256 * 1024;
/// A poster of 342 pixels has some forty kilobytes.
const LARGEST_POSTER: usize = 2 << 20;
/// Posters fetched at once, over all visitors.
const POSTERS_AT_ONCE: usize = 8;

/// Why there is no answer. The reason is for the log and holds neither the key nor what was searched for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TmdbError {
    /// None came in time.
    TooSlow,
    /// None came, or one that is of no use.
    Failed { reason: String },
}

/// The client; cheap to clone.
#[derive(Clone)]
pub struct Tmdb {
    client: Client,
    base_url: String,
    image_base_url: String,
    api_key: String,
    posters: Arc<Semaphore>,
}

impl Tmdb {
    /// A client for these settings.
    ///
    /// # Errors
    /// When TLS cannot be set up.
    pub fn new(settings: &TmdbSettings) -> AppResult<Self> {
        Ok(Self {
            client: https::client(TIMEOUT)?,
            base_url: settings.base_url.clone(),
            image_base_url: settings.image_base_url.clone(),
            api_key: settings.api_key.clone(),
            posters: Arc::new(Semaphore::new(POSTERS_AT_ONCE)),
        })
    }

    /// The first films and series that fit the words, best first.
    pub async fn search(&self, words: &str) -> Result<Vec<Film>, TmdbError> {
        let body = fetch(self.request(words), LONGEST_ANSWER).await?;
        answer::read(&body).ok_or_else(|| failed("an answer that cannot be read"))
    }

    /// TMDb has two kinds of credentials: a key for the address, and a token, which has dots, for a header.
    fn request(&self, words: &str) -> RequestBuilder {
        let is_token = self.api_key.contains('.');
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.append_pair("query", words).append_pair("language", "fr-FR").append_pair("page", "1");
        if !is_token {
            query.append_pair("api_key", &self.api_key);
        }
        let address = format!("{}/3/search/multi?{}", self.base_url, query.finish());
        let request = self.client.get(address).header(header::ACCEPT, "application/json");
        if is_token { request.bearer_auth(&self.api_key) } else { request }
    }

    /// The picture under a name of TMDb's, as it comes.
    pub async fn poster(&self, name: &str) -> Result<Vec<u8>, TmdbError> {
        if !is_poster_name(name) {
            return Err(failed("no name of a poster"));
        }
        let _turn = self.posters.acquire().await.map_err(|_| TmdbError::TooSlow)?;
        let request = self.client.get(format!("{}/{name}", self.image_base_url));
        fetch(request.header(header::ACCEPT, "image/jpeg"), LARGEST_POSTER).await
    }
}

async fn fetch(request: RequestBuilder, longest: usize) -> Result<Vec<u8>, TmdbError> {
    let response = request.send().await.map_err(|error| in_words(&error))?;
    let hint = match response.status() {
        StatusCode::OK => return read(response, longest).await,
        StatusCode::UNAUTHORIZED => " (TMDB_API_KEY is not known to TMDb)",
        StatusCode::TOO_MANY_REQUESTS => " (too many requests)",
        _ => "",
    };
    Err(failed(format!("HTTP {}{hint}", response.status().as_u16())))
}

async fn read(mut response: Response, longest: usize) -> Result<Vec<u8>, TmdbError> {
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(|error| in_words(&error))? {
        if body.len() + chunk.len() > longest {
            return Err(failed("an answer that is too long"));
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body)
}

/// The error's own text would contain the address, and with it the key.
fn in_words(error: &reqwest::Error) -> TmdbError {
    if error.is_timeout() {
        TmdbError::TooSlow
    } else if error.is_connect() {
        failed("cannot be reached")
    } else {
        failed("the connection broke")
    }
}

fn failed(reason: impl Into<String>) -> TmdbError {
    TmdbError::Failed { reason: reason.into() }
}

impl std::fmt::Display for TmdbError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::TooSlow => f.write_str("no answer in time"),
            Self::Failed { reason } => f.write_str(reason),
        }
    }
}
