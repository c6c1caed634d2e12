//! Whether a PDF asks for a password before it is shown: the check of the empty user password, as the standard security
//! handler does it (ISO 32000-1 7.6.3, revisions 2 to 4; ISO 32000-2 7.6.4, revisions 5 and 6).

use aes::Aes128;
use cbc::cipher::{BlockEncryptMut as _, KeyIvInit as _, block_padding::NoPadding};
use md5::{Digest as _, Md5};
use ring::digest::{SHA256, SHA384, SHA512, digest};

use super::{
    archive::rfind,
    pdf_syntax::{Parser, Value},
};

/// What stands for a password that is shorter than 32 bytes: here, for all of it.
const PADDING: [u8; 32] = [
    0x28, 0xbf, 0x4e, 0x5e, 0x4e, 0x75, 0x8a, 0x41, 0x64, 0x00, 0x4e, 0x56, 0xff, 0xfa, 0x01, 0x08, 0x2e, 0x2e, 0x00,
    0xb6, 0xd0, 0x68, 0x3e, 0x80, 0x2f, 0x0c, 0xa9, 0xfe, 0x64, 0x53, 0x69, 0x7a,
];

/// Whether the empty password does not open it. A file whose encryption cannot be understood counts as open: readers
/// decide.
pub fn needs_password(document: &[u8]) -> bool {
    let Some(encryption) = encryption_of(document) else { return false };
    let standard = Value::Name(b"Standard".to_vec());
    if encryption.get("Filter") != Some(&standard) {
        return false;
    }
    opens_without(&encryption, &first_id(document)).is_some_and(|opens| !opens)
}

/// A mark that stands in a file more often is not looked at: a hostile file is made of them.
const MOST_MARKS: usize = 100;

/// The last value after a mark that `of` takes.
fn last_after<T>(document: &[u8], mark: &[u8], of: impl Fn(usize, Value) -> Option<T>) -> Option<T> {
    let mut before = document;
    for _ in 0..MOST_MARKS {
        let at = rfind(before, mark)?;
        if let Some(found) = Parser::new(document.get(at + mark.len()..)?).value().and_then(|value| of(at, value)) {
            return Some(found);
        }
        before = before.get(..at)?;
    }
    None
}

/// The dictionary that the last trailer names.
fn encryption_of(document: &[u8]) -> Option<Value> {
    // `/EncryptMetadata` begins in the same way.
    let named = |_, value| matches!(value, Value::Dictionary(_) | Value::Reference(_)).then_some(value);
    let Value::Reference(number) = last_after(document, b"/Encrypt", named)? else {
        return last_after(document, b"/Encrypt", named);
    };
    last_after(document, format!("{number} 0 obj").as_bytes(), |at, value| {
        let is_whole = at.checked_sub(1).and_then(|at| document.get(at)).is_none_or(|byte| !byte.is_ascii_digit());
        is_whole.then_some(value)
    })
}

/// The first part of the file's identifier; files without encryption of older revisions have none.
fn first_id(document: &[u8]) -> Vec<u8> {
    let first = |_, value| match value {
        Value::Array(parts) => parts.first()?.text().map(<[u8]>::to_vec),
        _ => None,
    };
    last_after(document, b"/ID", first).unwrap_or_default()
}

/// Whether the empty user password is right; `None` when the dictionary cannot be understood.
fn opens_without(encryption: &Value, id: &[u8]) -> Option<bool> {
    let revision = encryption.get("R")?.integer()?;
    let user = encryption.get("U")?.text()?;
    match revision {
        2..=4 => {
            let key = old_key(encryption, revision, id)?;
            if revision == 2 {
                return Some(rc4(&key, &PADDING) == user.get(..32)?);
            }
            let mut check = Md5::new().chain_update(PADDING).chain_update(id).finalize().to_vec();
            for round in 0..20 {
                let key: Vec<u8> = key.iter().map(|byte| byte ^ round).collect();
                check = rc4(&key, &check);
            }
            Some(check == user.get(..16)?)
        }
        5 => {
            let (hash, salt) = (user.get(..32)?, user.get(32..40)?);
            Some(digest(&SHA256, salt).as_ref() == hash)
        }
        6 => {
            let (hash, salt) = (user.get(..32)?, user.get(32..40)?);
            Some(hash_of_revision_6(salt)? == hash)
        }
        _ => None,
    }
}

/// The key that the empty password gives (algorithm 2).
fn old_key(encryption: &Value, revision: i64, id: &[u8]) -> Option<Vec<u8>> {
    let owner = encryption.get("O")?.text()?.get(..32)?;
    let permissions = i32::try_from(encryption.get("P")?.integer()?)
        .or_else(|_| {
            u32::try_from(encryption.get("P").and_then(Value::integer).unwrap_or_default()).map(u32::cast_signed)
        })
        .ok()?;
    let bits = encryption.get("Length").and_then(Value::integer).unwrap_or(40);
    let length = match revision {
        2 => 5,
        3 => usize::try_from(bits / 8).ok().filter(|length| (5..=16).contains(length))?,
        _ => 16,
    };
    let mut hash =
        Md5::new().chain_update(PADDING).chain_update(owner).chain_update(permissions.to_le_bytes()).chain_update(id);
    if revision == 4 && is_metadata_in_clear(encryption) {
        hash.update([0xff; 4]);
    }
    let mut key = hash.finalize().to_vec();
    if revision >= 3 {
        for _ in 0..50 {
            key = Md5::digest(key.get(..length)?).to_vec();
        }
    }
    key.truncate(length);
    Some(key)
}

fn is_metadata_in_clear(encryption: &Value) -> bool {
    encryption.get("EncryptMetadata") == Some(&Value::Word(b"false".to_vec()))
}

/// Algorithm 2.B for the empty password.
fn hash_of_revision_6(salt: &[u8]) -> Option<Vec<u8>> {
    /// The standard ends after some 70; an end for sure.
    const MOST_ROUNDS: u8 = 255;
    let mut key = digest(&SHA256, salt).as_ref().to_vec();
    for round in 0..MOST_ROUNDS {
        let mut text = key.repeat(64);
        let length = text.len();
        let (aes_key, start) = key.get(..32)?.split_at_checked(16)?;
        let cipher = cbc::Encryptor::<Aes128>::new_from_slices(aes_key, start).ok()?;
        cipher.encrypt_padded_mut::<NoPadding>(&mut text, length).ok()?;
        let sum: u32 = text.get(..16)?.iter().map(|byte| u32::from(*byte)).sum();
        let algorithm = match sum % 3 {
            0 => &SHA256,
            1 => &SHA384,
            _ => &SHA512,
        };
        key = digest(algorithm, &text).as_ref().to_vec();
        if round >= 63 && *text.last()? <= round - 31 {
            break;
        }
    }
    key.truncate(32);
    Some(key)
}

/// The stream cipher of the old revisions.
fn rc4(key: &[u8], text: &[u8]) -> Vec<u8> {
    let mut state: [u8; 256] = std::array::from_fn(|place| u8::try_from(place).unwrap_or_default());
    let at = |state: &[u8; 256], place: u8| state.get(usize::from(place)).copied().unwrap_or_default();
    let mut other = 0_u8;
    for (place, key) in (0..=u8::MAX).zip(key.iter().cycle()) {
        other = other.wrapping_add(at(&state, place)).wrapping_add(*key);
        state.swap(usize::from(place), usize::from(other));
    }
    let (mut place, mut other) = (0_u8, 0_u8);
    text.iter()
        .map(|byte| {
            place = place.wrapping_add(1);
            other = other.wrapping_add(at(&state, place));
            state.swap(usize::from(place), usize::from(other));
            byte ^ at(&state, at(&state, place).wrapping_add(at(&state, other)))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_stream_cipher_is_the_published_one() {
        assert_eq!(rc4(b"Key", b"Plaintext"), [0xbb, 0xf3, 0x16, 0xe8, 0xd9, 0x40, 0xaf, 0x0a, 0xd3]);
        assert_eq!(rc4(b"Wiki", b"pedia"), [0x10, 0x21, 0xbf, 0x04, 0x20]);
    }
}
