//! One-time codes by time (RFC 6238: HMAC-SHA-1, steps of 30 seconds, six digits), as every authenticator app makes them.
//!
//! A few lines over `ring`, which is here already and whose HMAC is reviewed: a crate for it would bring another one.

use ring::{
    hmac,
    rand::{SecureRandom as _, SystemRandom},
};

use crate::{
    domain::typed::visible,
    server::error::{AppError, AppResult},
};

/// Seconds in a step.
const STEP: i64 = 30;
/// Steps by which the clock of a telephone may be off, in either direction.
const DRIFT: i64 = 1;
/// Bytes of a secret: as many as the hash has.
const SECRET_LENGTH: usize = 20;
const ALPHABET: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/// A new secret.
///
/// # Errors
/// When the system gives no randomness.
pub fn new_secret() -> AppResult<Vec<u8>> {
    let mut bytes = vec![0_u8; SECRET_LENGTH];
    SystemRandom::new().fill(&mut bytes).map_err(|_| AppError::internal("no randomness from the system"))?;
    Ok(bytes)
}

/// The step of a moment, in seconds since 1970.
#[must_use]
pub const fn step_at(seconds: i64) -> i64 {
    seconds.div_euclid(STEP)
}

/// The code of a step, as six digits.
#[must_use]
pub fn code_of(secret: &[u8], step: i64) -> String {
    let key = hmac::Key::new(hmac::HMAC_SHA1_FOR_LEGACY_USE_ONLY, secret);
    let tag = hmac::sign(&key, &step.to_be_bytes());
    let bytes = tag.as_ref();
    // RFC 4226, 5.3: the last four bits say where the number begins.
    let offset = usize::from(bytes.last().copied().unwrap_or_default() & 0x0f);
    let number = bytes.iter().skip(offset).take(4).fold(0_u32, |number, byte| (number << 8) | u32::from(*byte));
    format!("{:06}", (number & 0x7fff_ffff) % 1_000_000)
}

/// The step whose code was typed, among those that a clock may be at. All of them are compared, in the same time.
#[must_use]
pub fn step_of(secret: &[u8], typed: &str, seconds: i64) -> Option<i64> {
    let digits: String = visible(typed).filter(char::is_ascii_digit).collect();
    let now = step_at(seconds);
    let mut found = None;
    for step in now - DRIFT..=now + DRIFT {
        if same(code_of(secret, step).as_bytes(), digits.as_bytes()) {
            found = Some(step);
        }
    }
    found
}

fn same(a: &[u8], b: &[u8]) -> bool {
    a.len() == b.len() && a.iter().zip(b).fold(0_u8, |differs, (a, b)| differs | (a ^ b)) == 0
}

/// A secret as it is typed into an app: Base32 without padding (RFC 4648).
#[must_use]
pub fn as_base32(secret: &[u8]) -> String {
    let mut text = String::new();
    for group in secret.chunks(5) {
        let bits = group.iter().fold(0_u64, |bits, byte| (bits << 8) | u64::from(*byte)) << (8 * (5 - group.len()));
        let characters = (group.len() * 8).div_ceil(5);
        for place in 0..characters {
            let index = usize::try_from((bits >> (35 - 5 * place)) & 0x1f).unwrap_or_default();
            text.extend(ALPHABET.get(index).copied().map(char::from));
        }
    }
    text
}

/// The address that an app reads from a QR code.
#[must_use]
pub fn address(issuer: &str, account: &str, secret: &[u8]) -> String {
    let escaped =
        |text: &str| percent_encoding::utf8_percent_encode(text, percent_encoding::NON_ALPHANUMERIC).to_string();
    let (issuer, account, secret) = (escaped(issuer), escaped(account), as_base32(secret));
    format!("otpauth://totp/{issuer}:{account}?secret={secret}&issuer={issuer}")
}

#[cfg(test)]
mod tests {
    use super::*;

    const RFC: &[u8] = b"12345678901234567890";

    #[test]
    fn codes_are_those_of_the_standard() {
        // RFC 6238, appendix B, the last six of eight digits.
        for (seconds, code) in [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (1_111_111_111, "050471"),
            (1_234_567_890, "005924"),
            (2_000_000_000, "279037"),
            (20_000_000_000, "353130"),
        ] {
            assert_eq!(code_of(RFC, step_at(seconds)), code, "{seconds}");
        }
        // RFC 4226, appendix D.
        for (step, code) in [(0, "755224"), (1, "287082"), (9, "520489")] {
            assert_eq!(code_of(RFC, step), code, "{step}");
        }
    }

    #[test]
    fn a_clock_may_be_off_by_a_step() {
        let seconds = 1_234_567_890;
        let step = step_at(seconds);
        for off in -1..=1 {
            assert_eq!(step_of(RFC, &code_of(RFC, step + off), seconds), Some(step + off));
        }
        for wrong in [code_of(RFC, step + 2), code_of(RFC, step - 2), String::new(), "12345".to_owned()] {
            assert_eq!(step_of(RFC, &wrong, seconds), None, "{wrong}");
        }
        for typed in [" 005 924 ", "٠٠٥٩٢٤"] {
            assert_eq!(step_of(RFC, typed, seconds), Some(step), "{typed}");
        }
    }

    #[test]
    fn secrets_are_written_in_base32() {
        // RFC 4648, section 10.
        for (bytes, text) in [
            ("", ""),
            ("f", "MY"),
            ("fo", "MZXQ"),
            ("foo", "MZXW6"),
            ("foob", "MZXW6YQ"),
            ("fooba", "MZXW6YTB"),
            ("foobar", "MZXW6YTBOI"),
        ] {
            assert_eq!(as_base32(bytes.as_bytes()), text, "{bytes}");
        }
        assert_eq!(
            address("A B", "a@example.org", b"foobar"),
            "otpauth://totp/A%20B:a%40example%2Eorg?secret=MZXW6YTBOI&issuer=A%20B"
        );
        assert_ne!(new_secret().unwrap(), new_secret().unwrap());
    }
}
