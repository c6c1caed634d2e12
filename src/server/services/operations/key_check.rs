//! Recognising keys that do not belong to this database, at start instead of as garbage later.

use crate::server::{
    db::Db,
    error::AppResult,
    repositories::operations::key_checks,
    security::{
        Security,
        encryption::{Keyring, LookupKey},
    },
};

const ENCRYPTION: &str = "encryption_key";
const LOOKUP: &str = "secret_key";
const KNOWN: &str = "talentsmaroc";

/// What the database says about the keys we were given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyVerdict {
    /// No key was used with this database yet.
    Unused,
    /// They belong to it.
    Fitting,
    /// Encrypted fields could not be read.
    WrongEncryptionKey,
    /// Encrypted fields could not be found by their value any more.
    ChangedSecretKey,
}

impl KeyVerdict {
    /// The sentence that stops the start, if this verdict does.
    #[must_use]
    pub const fn refusal(self) -> Option<&'static str> {
        match self {
            Self::Unused | Self::Fitting => None,
            Self::WrongEncryptionKey => Some(
                "ENCRYPTION_KEY is not the key this database was encrypted with; put the right one back (several keys: newest first, separated by commas)",
            ),
            Self::ChangedSecretKey => Some(
                "SECRET_KEY is not the one this database was indexed with; put the old one back, or run `talentsmaroc keys reindex` once with the new one",
            ),
        }
    }
}

/// Compares the keys with the check values in the database.
pub async fn compare(db: &Db, security: &Security) -> AppResult<KeyVerdict> {
    let mut conn = db.read().await?;
    let encryption = key_checks::find(&mut conn, ENCRYPTION).await?;
    let lookup = key_checks::find(&mut conn, LOOKUP).await?;
    Ok(match (encryption, lookup) {
        (Some(token), _) if !opens(&security.keyring, &token) => KeyVerdict::WrongEncryptionKey,
        (_, Some(hash)) if hash != lookup_check(&security.lookup) => KeyVerdict::ChangedSecretKey,
        (None, None) => KeyVerdict::Unused,
        _ => KeyVerdict::Fitting,
    })
}

/// Stores check values where there are none, so that from now on other keys are refused.
pub async fn remember_first(db: &Db, security: &Security) -> AppResult<()> {
    let mut tx = db.begin().await?;
    key_checks::add_missing(tx.conn()?, ENCRYPTION, &encryption_check(&security.keyring)).await?;
    key_checks::add_missing(tx.conn()?, LOOKUP, &lookup_check(&security.lookup)).await?;
    tx.commit().await
}

/// Stores the check value of the newest encryption key, in the transaction that ends a re-encryption.
pub async fn remember_encryption_key(conn: &mut crate::server::db::Conn, keyring: &Keyring) -> AppResult<()> {
    key_checks::put(conn, ENCRYPTION, &encryption_check(keyring)).await
}

/// Stores the check value of the secret key, in the transaction that ends a re-indexing.
pub async fn remember_secret_key(conn: &mut crate::server::db::Conn, lookup: &LookupKey) -> AppResult<()> {
    key_checks::put(conn, LOOKUP, &lookup_check(lookup)).await
}

fn encryption_check(keyring: &Keyring) -> String {
    String::from_utf8_lossy(&keyring.encrypt(KNOWN.as_bytes())).into_owned()
}

fn opens(keyring: &Keyring, token: &str) -> bool {
    keyring.decrypt(token.as_bytes()).is_ok_and(|plain| plain == KNOWN.as_bytes())
}

fn lookup_check(lookup: &LookupKey) -> String {
    use base64::Engine as _;
    base64::engine::general_purpose::STANDARD.encode(lookup.hash(KNOWN))
}
