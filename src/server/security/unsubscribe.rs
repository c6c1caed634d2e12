//! Links in mails by which their recipient says that they want no more of them. They work as long as the account is
//! there and need no row: a mail is read, and its link followed, years later.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};

use super::encryption::LookupKey;
use crate::routes;

/// A link of one account. It opens nothing but the choice about news.
#[derive(Clone, PartialEq, Eq)]
pub struct UnsubscribeLink {
    pub token: String,
    /// The whole address.
    pub address: String,
}

/// Never shows the token.
impl std::fmt::Debug for UnsubscribeLink {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("UnsubscribeLink").finish_non_exhaustive()
    }
}

/// Bytes of the number of the account.
const NUMBER: usize = 8;
/// Bytes of the signature: 192 bits.
const SIGNATURE: usize = 24;

/// The link of an account on the site with this base address.
#[must_use]
pub fn unsubscribe_link(key: &LookupKey, base_url: &str, account_id: i64) -> UnsubscribeLink {
    let token = URL_SAFE_NO_PAD.encode(signed(key, account_id));
    UnsubscribeLink { address: format!("{base_url}{}/{token}", routes::UNSUBSCRIBE), token }
}

/// The account whose link this token is of; `None` for what we did not sign.
#[must_use]
pub fn account_of_token(key: &LookupKey, token: &str) -> Option<i64> {
    let bytes = URL_SAFE_NO_PAD.decode(token).ok()?;
    let account_id = i64::from_be_bytes(bytes.get(..NUMBER)?.try_into().ok()?);
    let expected = signed(key, account_id);
    let same_length = bytes.len() == expected.len();
    // All bytes are compared, so that the time tells nothing of where they differ.
    let differences = bytes.iter().zip(&expected).fold(0, |all, (one, other)| all | (one ^ other));
    (same_length && differences == 0).then_some(account_id)
}

fn signed(key: &LookupKey, account_id: i64) -> Vec<u8> {
    let mut bytes = account_id.to_be_bytes().to_vec();
    bytes.extend(key.hash(&account_id.to_string()).into_iter().take(SIGNATURE));
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_signed_token_names_its_account() {
        let key = |purpose| LookupKey::derive("0123456789abcdef0123456789abcdef", purpose).unwrap();
        let (own, other) = (key("unsubscribe"), key("cards"));
        let link = unsubscribe_link(&own, "https://talents.example", 42);
        assert_eq!(link.address, format!("https://talents.example/unsubscribe/{}", link.token));
        assert_eq!(link.token.len(), 43);
        assert_eq!(account_of_token(&own, &link.token), Some(42));
        assert_eq!(account_of_token(&other, &link.token), None);
        let mut forged = URL_SAFE_NO_PAD.decode(&link.token).unwrap();
        forged[NUMBER - 1] = 43;
        for wrong in ["", "x", &link.token[..20], &format!("{}AAAA", link.token), &URL_SAFE_NO_PAD.encode(forged)] {
            assert_eq!(account_of_token(&own, wrong), None, "{wrong}");
        }
        assert!(!format!("{link:?}").contains(&link.token));
    }
}
