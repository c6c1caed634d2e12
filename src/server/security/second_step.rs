//! A sign-in whose password was right and whose second factor is still asked: an encrypted cookie that lives five minutes.

use chrono::{NaiveDateTime, TimeDelta};
use http::{HeaderMap, HeaderValue};
use serde::{Deserialize, Serialize};

use super::{cookies, encryption::Keyring, tokens::token_hash};
use crate::server::error::{AppError, AppResult};

const NAME: &str = "second-step";
const LIFETIME: TimeDelta = TimeDelta::minutes(5);
/// Tells these sealed values from those of other cookies.
const PURPOSE: &str = "second step";

/// A sign-in that waits for its second factor.
#[derive(Clone, Serialize, Deserialize)]
pub struct SecondStep {
    purpose: String,
    pub account_id: i64,
    /// « Stay signed in ».
    pub remember: bool,
    /// Of the stored hash that the password was checked against: another password ends the sign-in.
    password: Vec<u8>,
    until: NaiveDateTime,
}

impl SecondStep {
    /// Begins now; `password_hash` is what the password was checked against.
    #[must_use]
    pub fn new(account_id: i64, remember: bool, password_hash: Option<&str>, now: NaiveDateTime) -> Self {
        let password = token_hash(password_hash.unwrap_or_default());
        Self { purpose: PURPOSE.to_owned(), account_id, remember, password, until: now + LIFETIME }
    }

    /// Whether the account has the same password still.
    #[must_use]
    pub fn fits(&self, password_hash: Option<&str>) -> bool {
        password_hash.is_some_and(|hash| token_hash(hash) == self.password)
    }

    /// The sign-in of the browser's cookie; `None` without one, or when it took too long.
    #[must_use]
    pub fn sent(https: bool, headers: &HeaderMap, keyring: &Keyring, now: NaiveDateTime) -> Option<Self> {
        let sealed = cookies::read(headers, &cookies::private_name(https, NAME))?;
        let step: Self = serde_json::from_slice(&keyring.decrypt(sealed.as_bytes()).ok()?).ok()?;
        (step.purpose == PURPOSE && step.until > now).then_some(step)
    }

    /// The `Set-Cookie` value that stores it.
    ///
    /// # Errors
    /// When the value has characters a header cannot hold.
    pub fn cookie(&self, https: bool, keyring: &Keyring) -> AppResult<HeaderValue> {
        let plain = serde_json::to_vec(self).map_err(AppError::internal)?;
        let sealed = String::from_utf8(keyring.encrypt(&plain)).map_err(AppError::internal)?;
        cookies::private(https, NAME, &sealed, Some(LIFETIME.num_seconds()))
    }
}

/// The `Set-Cookie` value that removes it.
///
/// # Errors
/// Never for this value.
pub fn removed(https: bool) -> AppResult<HeaderValue> {
    cookies::private(https, NAME, "", Some(0))
}
