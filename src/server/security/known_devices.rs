//! Devices that signed in to an account before: attempts from them are slowed down by their own failures alone, so that
//! guessing from many networks keeps no owner out (OWASP calls it « device cookies »).
//!
//! The cookie is encrypted: it shows no account. It goes to the sign-in alone, so pages cannot be told apart by it.

use chrono::{NaiveDateTime, TimeDelta};
use http::{HeaderMap, HeaderValue};
use serde::{Deserialize, Serialize};

use super::{cookies, encryption::Keyring, tokens::new_token};
use crate::server::error::{AppError, AppResult};

/// The only address the cookie is sent to.
const SENT_TO: &str = "/fn/sign_in";
const LIFETIME: TimeDelta = TimeDelta::days(180);
/// Tells these sealed values from those of other cookies.
const PURPOSE: &str = "known device";

/// A device as its cookie names it.
#[derive(Serialize, Deserialize)]
pub struct KnownDevice {
    purpose: String,
    account_id: i64,
    /// The account's when it signed in: a later one makes all devices unknown.
    generation: i64,
    /// Random, for counting.
    id: String,
    until: NaiveDateTime,
}

impl KnownDevice {
    /// The device of a cookie's value; `None` for one that is not ours or too old.
    #[must_use]
    pub fn open(keyring: &Keyring, sealed: &str, now: NaiveDateTime) -> Option<Self> {
        let plain = keyring.decrypt(sealed.as_bytes()).ok()?;
        let device: Self = serde_json::from_slice(&plain).ok()?;
        (device.purpose == PURPOSE && device.until > now).then_some(device)
    }

    /// Whether it signed in to this account and was not made unknown since.
    #[must_use]
    pub const fn is_known_to(&self, account_id: i64, generation: i64) -> bool {
        self.account_id == account_id && self.generation == generation
    }

    /// What its failures are counted by.
    #[must_use]
    pub fn counted_as(&self) -> String {
        format!("device:{}", self.id)
    }
}

/// The value of the cookie of a device that has just signed in to an account.
///
/// # Errors
/// When the system gives no randomness.
pub fn seal(keyring: &Keyring, account_id: i64, generation: i64, now: NaiveDateTime) -> AppResult<String> {
    let device =
        KnownDevice { purpose: PURPOSE.to_owned(), account_id, generation, id: new_token()?, until: now + LIFETIME };
    let plain = serde_json::to_vec(&device).map_err(AppError::internal)?;
    String::from_utf8(keyring.encrypt(&plain)).map_err(AppError::internal)
}

/// The `Set-Cookie` value of a sealed device.
///
/// # Errors
/// When the value has characters a header cannot hold.
pub fn cookie(https: bool, sealed: &str) -> AppResult<HeaderValue> {
    let secure = if https { "; Secure" } else { "" };
    let (name, age) = (name(https), LIFETIME.num_seconds());
    format!("{name}={sealed}; Path={SENT_TO}; HttpOnly; SameSite=Lax; Max-Age={age}{secure}")
        .parse()
        .map_err(AppError::internal)
}

/// The sealed device the browser sent.
#[must_use]
pub fn sent(https: bool, headers: &HeaderMap) -> Option<String> {
    cookies::read(headers, name(https)).filter(|sealed| !sealed.is_empty()).map(str::to_owned)
}

/// `__Host-` is for cookies of all paths.
const fn name(https: bool) -> &'static str {
    if https { "__Secure-device" } else { "device" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cookie_names_no_account_and_counts_for_its_own_alone() {
        let keyring = Keyring::parse("sha256:a key of the tests").unwrap();
        let now = NaiveDateTime::default();
        let sealed = seal(&keyring, 4711, 3, now).unwrap();
        assert!(!sealed.contains("4711"));
        let device = KnownDevice::open(&keyring, &sealed, now).unwrap();
        assert!(device.is_known_to(4711, 3));
        assert!(!device.is_known_to(4711, 4) && !device.is_known_to(4712, 3));
        assert!(KnownDevice::open(&keyring, &sealed, now + LIFETIME).is_none());
        let foreign = Keyring::parse("sha256:another key").unwrap();
        assert!(KnownDevice::open(&foreign, &sealed, now).is_none());
        let other = String::from_utf8(keyring.encrypt(b"{\"form\":\"sign_in\"}")).unwrap();
        assert!(KnownDevice::open(&keyring, &other, now).is_none());
        let set = cookie(true, &sealed).unwrap();
        let set = set.to_str().unwrap();
        assert!(set.starts_with("__Secure-device=") && set.contains("; Path=/fn/sign_in; HttpOnly;"), "{set}");
        assert!(set.ends_with("; Max-Age=15552000; Secure"), "{set}");
    }
}
