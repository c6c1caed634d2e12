//! Secrets of webhooks, and what is signed with them: as Standard Webhooks say (<https://www.standardwebhooks.com>).

use base64::{Engine as _, engine::general_purpose::STANDARD};
use ring::{
    hmac::{HMAC_SHA256, Key, sign},
    rand::{SecureRandom as _, SystemRandom},
};

use crate::server::error::{AppError, AppResult};

/// What a secret begins with, so that its readers know what it is.
const PREFIX: &str = "whsec_";

/// A new secret of 256 bits.
///
/// # Errors
/// When the system gives no randomness.
pub fn new_secret() -> AppResult<String> {
    let mut bytes = [0_u8; 32];
    SystemRandom::new().fill(&mut bytes).map_err(|_| AppError::internal("no randomness from the system"))?;
    Ok(format!("{PREFIX}{}", STANDARD.encode(bytes)))
}

/// The value of `webhook-signature`: two signatures with a space between, of which readers take the one they know.
///
/// `v1,` and the Base64 of `id.timestamp.body` is the one of Standard Webhooks; `t=…,v1=` and the hexadecimal digits of
/// `timestamp.body` is the one of many other senders. Names of headers ignore case, so both stand in one.
///
/// # Errors
/// For a secret that [`new_secret`] did not make.
pub fn signatures(secret: &str, id: &str, timestamp: i64, body: &str) -> AppResult<String> {
    let bytes = secret.strip_prefix(PREFIX).and_then(|text| STANDARD.decode(text).ok());
    let bytes = bytes.ok_or_else(|| AppError::internal("a webhook has a secret of another kind"))?;
    let key = Key::new(HMAC_SHA256, &bytes);
    let standard = STANDARD.encode(sign(&key, format!("{id}.{timestamp}.{body}").as_bytes()));
    let other = sign(&key, format!("{timestamp}.{body}").as_bytes());
    let other: String = other.as_ref().iter().map(|byte| format!("{byte:02x}")).collect();
    Ok(format!("v1,{standard} t={timestamp},v1={other}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example of the documents of Standard Webhooks.
    #[test]
    fn the_published_example_has_its_signature() {
        let secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
        let body = r#"{"test": 2432232314}"#;
        let signed = signatures(secret, "msg_p5jXN8AQM9LWM0D4loKWxJek", 1_614_265_330, body).unwrap();
        let (standard, other) = signed.split_once(' ').unwrap();
        assert_eq!(standard, "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
        let (time, hex) = other.split_once(',').unwrap();
        assert_eq!(time, "t=1614265330");
        assert!(
            hex.strip_prefix("v1=").is_some_and(|hex| hex.len() == 64 && hex.bytes().all(|b| b.is_ascii_hexdigit()))
        );
    }

    #[test]
    fn secrets_differ_and_others_are_refused() {
        let secret = new_secret().unwrap();
        assert_ne!(secret, new_secret().unwrap());
        assert!(signatures(&secret, "a", 1, "{}").is_ok());
        assert!(signatures("secret", "a", 1, "{}").is_err());
    }
}
