//! Access control, keys and limits.

pub mod access;
pub mod audit_chain;
pub mod client_address;
pub mod cookies;
pub mod csrf;
pub mod encryption;
pub mod flash;
pub mod headers;
pub mod known_devices;
pub mod passwords;
pub mod rate_limits;
pub mod reset_cookie;
pub mod second_step;
pub mod sessions;
pub mod tokens;
pub mod totp;
pub mod unsubscribe;
pub mod upload_places;

use self::{
    encryption::{Keyring, LookupKey},
    passwords::PasswordHasher,
    rate_limits::RateLimits,
    upload_places::UploadPlaces,
};
use super::{clock::Clock, config::Config};

/// The server's keys and guards.
pub struct Security {
    /// Encrypts fields at rest.
    pub keyring: Keyring,
    /// Makes the keyed hashes that find encrypted values by equality.
    pub lookup: LookupKey,
    /// Signs the names of card images.
    pub cards: LookupKey,
    /// Signs the links by which people unsubscribe from news.
    pub unsubscribe: LookupKey,
    /// The bounded password hasher.
    pub passwords: PasswordHasher,
    /// How often things may be done.
    pub rate_limits: RateLimits,
    /// How many uploads are read at once.
    pub upload_places: UploadPlaces,
    secret_key: String,
    encryption_key: String,
}

impl Security {
    /// Everything made from the configuration and the two secrets of an installation: `SECRET_KEY` and
    /// `ENCRYPTION_KEY`.
    ///
    /// # Errors
    /// A sentence for the operator that holds no part of a secret.
    pub fn new(config: &Config, secret_key: &str, encryption_key: &str, clock: &Clock) -> Result<Self, String> {
        Ok(Self {
            keyring: Keyring::parse(encryption_key)?,
            lookup: LookupKey::derive(secret_key, "lookup")?,
            cards: LookupKey::derive(secret_key, "cards")?,
            unsubscribe: LookupKey::derive(secret_key, "unsubscribe")?,
            passwords: PasswordHasher::new(config.password_hashers),
            rate_limits: RateLimits::new(&config.limits, clock),
            upload_places: UploadPlaces::new(&config.limits),
            secret_key: secret_key.to_owned(),
            encryption_key: encryption_key.to_owned(),
        })
    }

    /// `SECRET_KEY` and `ENCRYPTION_KEY`, for writing a sealed backup and looking one through, and nothing else.
    #[must_use]
    pub fn keys_for_backup(&self) -> (String, String) {
        (self.secret_key.clone(), self.encryption_key.clone())
    }
}
