//! AES-256 in counter mode and HMAC-SHA1 over what it made, with keys from a passphrase, as AE-2 has it.

use aes::Aes256;
use ctr::{
    Ctr128LE,
    cipher::{KeyIvInit as _, StreamCipher as _},
};
use hmac::{Hmac, Mac as _};
use sha1::Sha1;

pub const SALT: usize = 16;
pub const VERIFIER: usize = 2;
pub const SEAL: usize = 10;
/// Bytes of an entry beside its content.
pub const OVERHEAD: u64 = (SALT + VERIFIER + SEAL) as u64;

const KEY: usize = 32;
/// Prescribed by the format. What protects a passphrase from being tried out is its length.
const ROUNDS: u32 = 1000;

/// The keys of one entry at work.
pub struct EntryCipher {
    stream: Ctr128LE<Aes256>,
    mac: Hmac<Sha1>,
}

impl EntryCipher {
    /// The cipher of an entry with this salt, and the two bytes by which a wrong passphrase is recognised.
    pub fn new(passphrase: &str, salt: &[u8; SALT]) -> Option<(Self, [u8; VERIFIER])> {
        let mut derived = [0_u8; 2 * KEY + VERIFIER];
        pbkdf2::pbkdf2_hmac::<Sha1>(passphrase.as_bytes(), salt, ROUNDS, &mut derived);
        let (key, rest) = derived.split_first_chunk::<KEY>()?;
        let (mac_key, verifier) = rest.split_first_chunk::<KEY>()?;
        // The counter begins at one.
        let stream = Ctr128LE::<Aes256>::new(key.into(), &1_u128.to_le_bytes().into());
        let mac = <Hmac<Sha1> as hmac::Mac>::new_from_slice(mac_key).ok()?;
        Some((Self { stream, mac }, verifier.try_into().ok()?))
    }

    /// Encrypts in place.
    pub fn seal(&mut self, bytes: &mut [u8]) {
        self.stream.apply_keystream(bytes);
        self.mac.update(bytes);
    }

    /// Decrypts in place.
    pub fn open(&mut self, bytes: &mut [u8]) {
        self.mac.update(bytes);
        self.stream.apply_keystream(bytes);
    }

    /// The seal of everything that went through.
    pub fn finish(self) -> [u8; SEAL] {
        let whole = self.mac.finalize().into_bytes();
        let mut seal = [0; SEAL];
        seal.iter_mut().zip(whole).for_each(|(to, from)| *to = from);
        seal
    }

    /// Whether this is the seal of everything that went through.
    pub fn matches(self, seal: &[u8]) -> bool {
        seal.len() == SEAL && self.mac.verify_truncated_left(seal).is_ok()
    }
}
