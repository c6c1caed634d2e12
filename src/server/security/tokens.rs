//! Random secrets handed to browsers, and their stored hashes.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::NaiveDateTime;
use ring::{
    digest::{SHA256, digest},
    rand::{SecureRandom as _, SystemRandom},
};

use crate::server::error::{AppError, AppResult};

/// A new 256-bit secret, as 43 URL-safe characters.
///
/// # Errors
/// When the system gives no randomness.
pub fn new_token() -> AppResult<String> {
    let mut bytes = [0_u8; 32];
    SystemRandom::new().fill(&mut bytes).map_err(|_| AppError::internal("no randomness from the system"))?;
    Ok(URL_SAFE_NO_PAD.encode(bytes))
}

/// What is stored of a token: a stolen database opens no session.
#[must_use]
pub fn token_hash(token: &str) -> Vec<u8> {
    digest(&SHA256, token.as_bytes()).as_ref().to_vec()
}
/// A link that was just made. Its token goes into one mail (or onto a terminal) and nowhere else.
#[derive(Clone)]
pub struct IssuedLink {
    pub token: String,
    /// The whole address.
    pub address: String,
    pub expires_at: NaiveDateTime,
}

/// Never shows the token.
impl std::fmt::Debug for IssuedLink {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("IssuedLink").field("expires_at", &self.expires_at).finish_non_exhaustive()
    }
}
