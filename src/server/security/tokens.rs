//! Random secrets handed to browsers, and their stored hashes.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::NaiveDateTime;
use ring::{
    digest::{SHA256, digest},
    rand::{SecureRandom as _, SystemRandom},
};

use crate::{
    domain::typed::{is_dash, visible},
    server::error::{AppError, AppResult},
};

/// A new 256-bit secret, as 43 URL-safe characters.
///
/// # Errors
/// When the system gives no randomness.
pub fn new_token() -> AppResult<String> {
    let mut bytes = [0_u8; 32];
    SystemRandom::new().fill(&mut bytes).map_err(|_| AppError::internal("no randomness from the system"))?;
    Ok(URL_SAFE_NO_PAD.encode(bytes))
}

/// Whether a text is shaped as [`new_token`] makes them.
#[must_use]
pub fn is_token(text: &str) -> bool {
    text.len() == 43 && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
}

/// Digits and capitals that are not taken for each other (Crockford's Base32).
const TYPEABLE: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// Characters of a secret that is typed: 80 bits.
pub const TYPED_LENGTH: usize = 16;

/// A new 80-bit secret that is printed and typed, as 16 characters.
///
/// # Errors
/// When the system gives no randomness.
pub fn new_typed_token() -> AppResult<String> {
    let mut bytes = [0_u8; TYPED_LENGTH];
    SystemRandom::new().fill(&mut bytes).map_err(|_| AppError::internal("no randomness from the system"))?;
    Ok(bytes.iter().filter_map(|byte| TYPEABLE.get(usize::from(byte % 32))).map(|one| char::from(*one)).collect())
}

/// A typed secret as it was made: without the marks between its groups, with the digits that letters were taken for.
/// `None` for what no slip says.
#[must_use]
pub fn read_typed_token(typed: &str) -> Option<String> {
    let token: String = visible(typed)
        .filter(|c| !c.is_whitespace() && !is_dash(*c) && *c != '.')
        .map(|c| match c.to_ascii_uppercase() {
            'O' => '0',
            'I' | 'L' => '1',
            other => other,
        })
        .collect();
    let fits = token.len() == TYPED_LENGTH && token.bytes().all(|byte| TYPEABLE.contains(&byte));
    fits.then_some(token)
}

/// A secret as it is printed: in groups of four.
#[must_use]
pub fn in_groups(token: &str) -> String {
    let all: Vec<char> = token.chars().collect();
    all.chunks(4).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join("-")
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_typed_secret_is_read_however_it_is_written() {
        let token = new_typed_token().unwrap();
        assert_eq!(token.len(), TYPED_LENGTH);
        assert_ne!(token, new_typed_token().unwrap());
        assert_eq!(read_typed_token(&token), Some(token.clone()));
        assert_eq!(read_typed_token(&format!(" {} ", in_groups(&token).to_lowercase())), Some(token));
        assert_eq!(read_typed_token("O1iL-ABCD-EFGH-JKMN").as_deref(), Some("0111ABCDEFGHJKMN"));
        assert_eq!(read_typed_token("٠١11‑ABCD–EFGH.JKMN").as_deref(), Some("0111ABCDEFGHJKMN"));
        for wrong in ["", "0111ABCDEFGHJKM", "0111ABCDEFGHJKMNP", "0111ABCDEFGHJKMU", "é111ABCDEFGHJKMN"] {
            assert_eq!(read_typed_token(wrong), None, "{wrong}");
        }
        assert_eq!(in_groups("0111ABCDEFGHJKMN"), "0111-ABCD-EFGH-JKMN");
    }
}
