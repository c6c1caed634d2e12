//! The cookie that stands for a password link between its mail and the new password.

use http::{HeaderMap, HeaderValue};

use super::cookies;
use crate::server::error::AppResult;

const NAME: &str = "reset";
const LIFETIME_SECONDS: i64 = 15 * 60;

/// The `Set-Cookie` value that stores a token for a quarter of an hour.
///
/// # Errors
/// When the token has characters a header cannot hold.
pub fn holding(https: bool, token: &str) -> AppResult<HeaderValue> {
    cookies::private(https, NAME, token, Some(LIFETIME_SECONDS))
}

/// The `Set-Cookie` value that removes it.
pub fn removed(https: bool) -> AppResult<HeaderValue> {
    cookies::private(https, NAME, "", Some(0))
}

/// The token the browser sent.
#[must_use]
pub fn token(https: bool, headers: &HeaderMap) -> Option<String> {
    cookies::read(headers, &cookies::private_name(https, NAME)).filter(|token| !token.is_empty()).map(str::to_owned)
}
