//! Encryption of fields at rest and the keyed hashes that find them.

use base64::{Engine as _, engine::general_purpose::URL_SAFE};
use fernet::{Fernet, MultiFernet};
use ring::{digest, hkdf, hmac};

use crate::server::error::{AppError, AppResult};

/// `ENCRYPTION_KEY`: the newest key encrypts, every key decrypts.
pub struct Keyring {
    fernet: MultiFernet,
    newest: Fernet,
}

impl Keyring {
    /// Reads keys separated by commas, newest first: 44-character Fernet keys, or `sha256:TEXT`, the replaced
    /// application's derivation (SHA-256 of the text).
    ///
    /// # Errors
    /// A sentence for the operator that holds no part of a key.
    pub fn parse(text: &str) -> Result<Self, String> {
        let keys = text
            .split(',')
            .map(str::trim)
            .filter(|key| !key.is_empty())
            .map(|key| {
                let encoded = match key.strip_prefix("sha256:") {
                    Some(secret) => derived(secret),
                    None => key.to_owned(),
                };
                Fernet::new(&encoded).ok_or_else(|| {
                    "ENCRYPTION_KEY: each key must be a 44-character Fernet key or sha256:TEXT".to_owned()
                })
            })
            .collect::<Result<Vec<_>, _>>()?;
        let newest = keys.first().cloned().ok_or_else(|| "ENCRYPTION_KEY is empty".to_owned())?;
        Ok(Self { fernet: MultiFernet::new(keys), newest })
    }

    /// The one key that the replaced application derives from a text.
    ///
    /// # Errors
    /// Never: every text gives a key.
    pub fn of_secret(secret: &str) -> Result<Self, String> {
        let key = derived(secret);
        let fernet = Fernet::new(&key).ok_or("this text gives no key")?;
        Ok(Self { fernet: MultiFernet::new(vec![fernet.clone()]), newest: fernet })
    }

    /// A new key, as written in `ENCRYPTION_KEY`.
    #[must_use]
    pub fn generate_key() -> String {
        Fernet::generate_key()
    }

    /// Encrypts with the newest key.
    #[must_use]
    pub fn encrypt(&self, plain: &[u8]) -> Vec<u8> {
        self.fernet.encrypt(plain).into_bytes()
    }

    /// Decrypts with whichever key fits.
    ///
    /// # Errors
    /// When none does.
    pub fn decrypt(&self, encrypted: &[u8]) -> AppResult<Vec<u8>> {
        let token = std::str::from_utf8(encrypted).map_err(|_| AppError::internal("a stored token is not text"))?;
        self.fernet.decrypt(token).map_err(|_| AppError::internal("no encryption key fits a stored value"))
    }

    /// Whether the newest key opens a value, so that it needs no older one.
    #[must_use]
    pub fn is_under_newest(&self, encrypted: &[u8]) -> bool {
        std::str::from_utf8(encrypted).is_ok_and(|token| self.newest.decrypt(token).is_ok())
    }

    /// The same value under the newest key; `None` when it is already, so that a rotation can be taken up again.
    ///
    /// # Errors
    /// When no key fits.
    pub fn reencrypt(&self, encrypted: &[u8]) -> AppResult<Option<Vec<u8>>> {
        if self.is_under_newest(encrypted) {
            Ok(None)
        } else {
            self.decrypt(encrypted).map(|plain| Some(self.encrypt(&plain)))
        }
    }

    /// Decrypts a text.
    ///
    /// # Errors
    /// When no key fits or the content is not UTF-8.
    pub fn decrypt_text(&self, encrypted: &[u8]) -> AppResult<String> {
        String::from_utf8(self.decrypt(encrypted)?).map_err(|_| AppError::internal("a decrypted value is not text"))
    }

    /// Encrypts a text that may be absent.
    #[must_use]
    pub fn encrypt_optional(&self, text: Option<&str>) -> Option<Vec<u8>> {
        text.map(|text| self.encrypt(text.as_bytes()))
    }

    /// Decrypts a text that may be absent.
    ///
    /// # Errors
    /// When no key fits or the content is not UTF-8.
    pub fn decrypt_optional(&self, encrypted: Option<&[u8]>) -> AppResult<Option<String>> {
        encrypted.map(|encrypted| self.decrypt_text(encrypted)).transpose()
    }
}

/// The replaced application's derivation.
fn derived(secret: &str) -> String {
    URL_SAFE.encode(digest::digest(&digest::SHA256, secret.as_bytes()))
}

/// Makes keyed hashes (HMAC-SHA-256, key from `SECRET_KEY` by HKDF), so that an encrypted phone can be found
/// by equality and a stolen database alone cannot be searched by trying numbers.
pub struct LookupKey(hmac::Key);

impl LookupKey {
    /// Derives the key. `purpose` separates uses of the same secret.
    ///
    /// # Errors
    /// When the secret is too short to protect anything.
    pub fn derive(secret_key: &str, purpose: &str) -> Result<Self, String> {
        if secret_key.len() < 32 {
            return Err("SECRET_KEY must have at least 32 characters".to_owned());
        }
        let mut bytes = [0_u8; 32];
        let pseudo_random = hkdf::Salt::new(hkdf::HKDF_SHA256, b"talentsmaroc").extract(secret_key.as_bytes());
        pseudo_random
            .expand(&[purpose.as_bytes()], hkdf::HKDF_SHA256)
            .and_then(|okm| okm.fill(&mut bytes))
            .map_err(|_| "SECRET_KEY cannot be used".to_owned())?;
        Ok(Self(hmac::Key::new(hmac::HMAC_SHA256, &bytes)))
    }

    /// The keyed hash of a normalised value.
    #[must_use]
    pub fn hash(&self, value: &str) -> Vec<u8> {
        hmac::sign(&self.0, value.as_bytes()).as_ref().to_vec()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_older_key_still_decrypts_and_a_foreign_one_never() {
        let (old, new) = (Keyring::generate_key(), Keyring::generate_key());
        let secret = Keyring::parse(&old).unwrap().encrypt(b"AB123456");
        assert_eq!(Keyring::parse(&format!("{new}, {old}")).unwrap().decrypt(&secret).unwrap(), b"AB123456");
        assert!(Keyring::parse(&new).unwrap().decrypt(&secret).is_err());
        let both = Keyring::parse(&format!("{new},{old}")).unwrap();
        let rotated = both.reencrypt(&secret).unwrap().unwrap();
        assert_eq!(Keyring::parse(&new).unwrap().decrypt(&rotated).unwrap(), b"AB123456");
        assert_eq!(both.reencrypt(&rotated).unwrap(), None);
        assert!(both.is_under_newest(&rotated) && !both.is_under_newest(&secret) && !both.is_under_newest(b"damaged"));
    }

    #[test]
    fn the_replaced_applications_derivation_is_kept() {
        // Fernet.encrypt(b"hello") of Python's cryptography under urlsafe_b64encode(sha256(b"old secret").digest()).
        let keyring = Keyring::parse("sha256:old secret").unwrap();
        let same = Keyring::parse(&URL_SAFE.encode(digest::digest(&digest::SHA256, b"old secret"))).unwrap();
        assert_eq!(same.decrypt(&keyring.encrypt(b"hello")).unwrap(), b"hello");
    }

    #[test]
    fn a_bad_key_is_refused_without_showing_it() {
        for text in ["", "short", "sha256"] {
            let Err(message) = Keyring::parse(text) else { panic!("accepted") };
            assert!(message.starts_with("ENCRYPTION_KEY") && !message.contains("short"));
        }
    }
}
