//! E-mail addresses.

use crate::domain::{
    field_error::FieldError,
    typed::{first_characters, is_invisible},
};
use idna::uts46::{AsciiDenyList, DnsLength, Hyphens, Uts46};

const LONGEST: usize = 254;
const LONGEST_LOCAL: usize = 64;
/// Nothing after so many characters is read.
const LONGEST_TYPED: usize = 1_000;

/// The form under which an address is unique and found: without spaces and marks, the part before `@` in lower case,
/// the domain as the network knows it (ASCII, by UTS 46). Normalising twice changes nothing.
///
/// Only ASCII letters change their case: characters that merely look like one (U+212A, the Kelvin sign) stay
/// themselves and belong to no account.
#[must_use]
pub fn normalise_email(typed: &str) -> String {
    let address = cleaned(typed);
    match address.rsplit_once('@') {
        Some((local, domain)) => {
            let domain = ascii_domain(domain).unwrap_or_else(|| domain.to_ascii_lowercase());
            format!("{}@{domain}", local.to_ascii_lowercase())
        }
        None => address.to_ascii_lowercase(),
    }
}

/// The address as it is shown: what was typed without spaces and marks, an international domain in its own letters.
///
/// Only the shape is judged; whether it exists, the confirmation mail finds out.
///
/// # Errors
/// `Required` when empty, `InvalidEmail` for what is not shaped like an address, and for what few mail servers take:
/// quoted or non-ASCII characters before the `@`.
pub fn check_email(typed: &str) -> Result<String, FieldError> {
    let address = cleaned(typed);
    if address.is_empty() {
        return Err(FieldError::Required);
    }
    let (local, domain) =
        address.rsplit_once('@').filter(|(local, _)| is_local(local)).ok_or(FieldError::InvalidEmail)?;
    let ascii = ascii_domain(domain).filter(|ascii| is_domain(ascii)).ok_or(FieldError::InvalidEmail)?;
    if local.len() + 1 + ascii.len() > LONGEST {
        return Err(FieldError::InvalidEmail);
    }
    // The case of plain letters is the person's own.
    let readable = if domain.eq_ignore_ascii_case(&ascii) && !is_punycode(&ascii) {
        domain.to_owned()
    } else {
        readable_domain(&ascii)
    };
    Ok(format!("{local}@{readable}"))
}

/// The address as mail servers take it: its domain in ASCII.
#[must_use]
pub fn deliverable_email(address: &str) -> String {
    match address.rsplit_once('@') {
        Some((local, domain)) if !domain.is_ascii() => {
            format!("{local}@{}", ascii_domain(domain).unwrap_or_else(|| domain.to_owned()))
        }
        _ => address.to_owned(),
    }
}

/// Without spaces, marks and the scheme of a link, with the plain form of `@`.
fn cleaned(typed: &str) -> String {
    let visible = first_characters(typed, LONGEST_TYPED)
        .chars()
        .filter(|c| !c.is_whitespace() && !is_invisible(*c))
        .map(|c| if matches!(c, '\u{ff20}' | '\u{fe6b}') { '@' } else { c })
        .collect::<String>();
    let mut address = visible.as_str();
    while let Some(linked) = without_scheme(address) {
        // The subject of a link comes behind its address.
        address = linked.split('?').next().unwrap_or_default();
    }
    address.to_owned()
}

fn without_scheme(address: &str) -> Option<&str> {
    let (scheme, rest) = address.split_at_checked("mailto:".len())?;
    scheme.eq_ignore_ascii_case("mailto:").then_some(rest)
}

/// The domain by UTS 46: full-width letters, ideographic full stops, capitals and other scripts become ASCII.
fn ascii_domain(domain: &str) -> Option<String> {
    let ascii =
        Uts46::new().to_ascii(domain.as_bytes(), AsciiDenyList::STD3, Hyphens::CheckFirstLast, DnsLength::Verify);
    ascii.ok().map(std::borrow::Cow::into_owned)
}

/// An ASCII domain in its own letters, as long as it can be told from any other.
fn readable_domain(ascii: &str) -> String {
    let (readable, result) = Uts46::new().to_unicode(ascii.as_bytes(), AsciiDenyList::STD3, Hyphens::CheckFirstLast);
    if result.is_ok() { readable.into_owned() } else { ascii.to_owned() }
}

fn is_punycode(ascii: &str) -> bool {
    ascii.split('.').any(|label| label.starts_with("xn--"))
}

fn is_local(local: &str) -> bool {
    !local.is_empty()
        && local.len() <= LONGEST_LOCAL
        && !local.starts_with('.')
        && !local.ends_with('.')
        && !local.contains("..")
        && local.chars().all(|c| c.is_ascii_alphanumeric() || "!#$%&'*+/=?^_`{|}~.-".contains(c))
}

/// At least two labels, and the last one no number: no address of a machine.
fn is_domain(ascii: &str) -> bool {
    ascii.rsplit_once('.').is_some_and(|(_, last)| last.len() >= 2 && !last.bytes().all(|byte| byte.is_ascii_digit()))
}

#[cfg(test)]
#[path = "email/tests.rs"]
mod tests;
