//! Who may do what, and what keeps secrets secret.

pub mod encryption;
pub mod passwords;
pub mod tokens;

use self::{
    encryption::{Keyring, LookupKey},
    passwords::PasswordHasher,
};

/// The server's keys and guards.
pub struct Security {
    /// Encrypts fields at rest.
    pub keyring: Keyring,
    /// Makes the keyed hashes that find encrypted values by equality.
    pub lookup: LookupKey,
    /// The bounded password hasher.
    pub passwords: PasswordHasher,
}
