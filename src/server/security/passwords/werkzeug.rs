//! Hashes of the replaced application, as Werkzeug writes them: `METHOD$SALT$HASH`, the hash in hexadecimal. They are
//! checked once, and replaced at that sign-in.

use std::num::NonZeroU32;

use ring::pbkdf2;

/// Harder ones take more memory or time than a sign-in may: they count as no password.
const MOST_SCRYPT: (u8, u32, u32) = (17, 16, 4);
const MOST_ROUNDS: u32 = 2_000_000;
const LONGEST_HASH: usize = 64;

/// A hash, taken apart.
struct Parsed<'a> {
    method: Method,
    /// The text itself is the salt.
    salt: &'a str,
    hash: Vec<u8>,
}

enum Method {
    /// Logarithm of N, r, p.
    Scrypt(u8, u32, u32),
    Pbkdf2(pbkdf2::Algorithm, NonZeroU32),
}

/// Whether this is a hash of the replaced application that can be checked.
#[must_use]
pub fn is_of_replaced(stored: &str) -> bool {
    parse(stored).is_some()
}

/// Whether a password belongs to a hash of the replaced application.
pub(super) fn fits(stored: &str, password: &str) -> bool {
    let Some(Parsed { method, salt, hash }) = parse(stored) else { return false };
    match method {
        Method::Scrypt(log_n, r, p) => {
            let mut made = vec![0; hash.len()];
            let Ok(params) = scrypt::Params::new(log_n, r, p, hash.len()) else { return false };
            scrypt::scrypt(password.as_bytes(), salt.as_bytes(), &params, &mut made).is_ok()
                && made.iter().zip(&hash).fold(0, |differences, (one, other)| differences | (one ^ other)) == 0
        }
        Method::Pbkdf2(algorithm, rounds) => {
            pbkdf2::verify(algorithm, rounds, salt.as_bytes(), password.as_bytes(), &hash).is_ok()
        }
    }
}

fn parse(stored: &str) -> Option<Parsed<'_>> {
    let mut parts = stored.splitn(3, '$');
    let (method, salt, hash) = (parts.next()?, parts.next()?, parts.next()?);
    let hash = of_hex(hash)?;
    let mut words = method.split(':');
    let method = match words.next()? {
        "scrypt" => scrypt_of(&mut words)?,
        "pbkdf2" => pbkdf2_of(&mut words)?,
        _ => return None,
    };
    words.next().is_none().then_some(Parsed { method, salt, hash })
}

fn scrypt_of<'a>(words: &mut impl Iterator<Item = &'a str>) -> Option<Method> {
    let mut number = |usual: u32| words.next().map_or(Some(usual), |word| word.parse().ok());
    let (n, r, p) = (number(1 << 15)?, number(8)?, number(1)?);
    let log_n = u8::try_from(n.checked_ilog2()?).ok()?;
    let (most_log_n, most_r, most_p) = MOST_SCRYPT;
    let possible = n.is_power_of_two()
        && (1..=most_log_n).contains(&log_n)
        && (1..=most_r).contains(&r)
        && (1..=most_p).contains(&p);
    possible.then_some(Method::Scrypt(log_n, r, p))
}

fn pbkdf2_of<'a>(words: &mut impl Iterator<Item = &'a str>) -> Option<Method> {
    let algorithm = match words.next()? {
        "sha1" => pbkdf2::PBKDF2_HMAC_SHA1,
        "sha256" => pbkdf2::PBKDF2_HMAC_SHA256,
        "sha512" => pbkdf2::PBKDF2_HMAC_SHA512,
        _ => return None,
    };
    let rounds: NonZeroU32 = words.next()?.parse().ok()?;
    (rounds.get() <= MOST_ROUNDS).then_some(Method::Pbkdf2(algorithm, rounds))
}

fn of_hex(text: &str) -> Option<Vec<u8>> {
    let whole = text.len().is_multiple_of(2) && (32..=2 * LONGEST_HASH).contains(&text.len());
    if !whole {
        return None;
    }
    let digit = |byte: &u8| char::from(*byte).to_digit(16);
    let pair = |pair: &[u8]| pair.iter().try_fold(0, |sum, half| Some(sum * 16 + digit(half)?));
    text.as_bytes().chunks_exact(2).map(|two| u8::try_from(pair(two)?).ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Made by Python's `hashlib`, as Werkzeug does.
    const SCRYPT: &str = concat!(
        "scrypt:32768:8:1$abCD1234efGH5678$",
        "dd11ebe9141f3a4e7aa0349585e44a670db28a9d7e363ad9a4e2933546e7ad35",
        "6c6e3f4fe9b6b91848e7f607f30ba439ed363d0e50ae3ea3b9e99e3487741596"
    );
    const PBKDF2: &str = "pbkdf2:sha256:1000$saltSALT$aa97b0c39ebb3fd26fbfb7137ba4b8e4777511df90178b9aab46371527b9a080";

    #[test]
    fn the_right_password_fits() {
        for stored in [SCRYPT, PBKDF2] {
            assert!(is_of_replaced(stored));
            assert!(fits(stored, "ancien mot de passe"), "{stored}");
            assert!(!fits(stored, "ancien mot de passé"), "{stored}");
        }
    }

    #[test]
    fn what_is_too_hard_or_no_hash_is_none() {
        let hash = "00".repeat(32);
        for stored in [
            String::new(),
            "$argon2id$v=19$m=19456,t=2,p=1$c2FsdA$aGFzaA".to_owned(),
            "scrypt:32768:8:1$salt".to_owned(),
            format!("scrypt:1073741824:8:1$salt${hash}"),
            format!("scrypt:32767:8:1$salt${hash}"),
            format!("pbkdf2:sha256:4000000000$salt${hash}"),
            format!("pbkdf2:md5:1000$salt${hash}"),
            format!("pbkdf2:sha256:0$salt${hash}"),
            "pbkdf2:sha256:1000$salt$zz".to_owned(),
            "scrypt:32768:8:1$salt$é€".to_owned(),
        ] {
            assert!(!is_of_replaced(&stored) && !fits(&stored, ""), "{stored}");
        }
    }
}
