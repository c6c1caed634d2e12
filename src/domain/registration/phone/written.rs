//! How numbers are written: with signs between the digits, with invisible marks, as links.

use crate::domain::{
    field_error::FieldError,
    typed::{is_dash, is_invisible, to_ascii, visible},
};

/// Longer texts are neither a number nor a link to one.
const LONGEST: usize = 200;
/// More digits has no number, however it is dialled: `011` or `00`, and 15 of E.164.
const MOST_DIGITS: usize = 20;
const LONGEST_COUNTRY_CODE: usize = 3;

/// The digits of a number, ASCII.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Written {
    /// After the sign `+`, or what stands for it.
    International(String),
    /// As dialled inside a country.
    National(String),
}

/// Reads what was typed or pasted.
///
/// # Errors
/// `Required` when nothing visible was typed, `PhoneNotDigits` for letters and signs that no number has,
/// `InvalidPhone` for a number that is too long.
pub fn read(typed: &str) -> Result<Written, FieldError> {
    // A letter of the keypad is never a digit: `0612cast34` is a typing error.
    let text: String = visible(typed).take(LONGEST + 1).collect();
    let text = text.trim();
    if text.is_empty() {
        return Err(FieldError::Required);
    }
    if text.chars().count() > LONGEST {
        return Err(FieldError::InvalidPhone);
    }
    if let Some(number) = linked_by_whatsapp(text) {
        return Ok(match digits_and_plus(&number)? {
            Written::National(digits) if !digits.starts_with('0') => Written::International(digits),
            written => written,
        });
    }
    digits_and_plus(&without_scheme(text))
}

/// The digits, and whether they begin with a country's code.
fn digits_and_plus(text: &str) -> Result<Written, FieldError> {
    let (mut digits, mut plus) = (String::new(), None);
    for c in text.chars().filter(|c| !is_invisible(*c)).map(to_ascii) {
        match c {
            '0'..='9' => digits.push(c),
            '+' | '\u{fe62}' if plus.is_none() => plus = Some(digits.len()),
            c if is_between(c) => {}
            _ => return Err(FieldError::PhoneNotDigits),
        }
    }
    if digits.len() > MOST_DIGITS {
        return Err(FieldError::InvalidPhone);
    }
    // Text that runs to the left can put the sign behind its digits: « (212+) », « 212600000000+ ».
    if plus.is_some_and(|before| before > LONGEST_COUNTRY_CODE && before < digits.len()) {
        return Err(FieldError::PhoneNotDigits);
    }
    Ok(match digits.strip_prefix("00") {
        Some(rest) => Written::International(rest.to_owned()),
        None if plus.is_some() => Written::International(digits),
        None => Written::National(digits),
    })
}

/// What people put between digits.
const fn is_between(c: char) -> bool {
    c.is_whitespace()
        || is_dash(c)
        || matches!(
            c,
            '(' | ')'
                | '['
                | ']'
                | '.'
                | ','
                | '/'
                | '~'
                | '_'
                | '\u{b7}'
                | '\u{2022}'
                | '\u{2027}'
                | '\u{2219}'
                | '\u{22c5}'
                | '\u{30fb}'
                | '\u{ff65}'
                | '\u{2e31}'
                | '\u{2024}'
                | '\u{2044}'
                | '\u{2800}'
        )
}

/// The number of a link to a chat; such numbers are international without a sign.
fn linked_by_whatsapp(text: &str) -> Option<String> {
    let address = without_prefix(text, "https://").or_else(|| without_prefix(text, "http://")).unwrap_or(text);
    let address = without_prefix(address, "www.").unwrap_or(address);
    if let Some(path) = without_prefix(address, "wa.me/") {
        let number = path.split(['?', '#']).next().unwrap_or_default();
        return Some(decoded(number.trim_end_matches('/')));
    }
    let query = ["api.whatsapp.com/send", "web.whatsapp.com/send", "whatsapp.com/send", "whatsapp://send"]
        .into_iter()
        .find_map(|beginning| without_prefix(address, beginning))?;
    let query = query.trim_start_matches('/').strip_prefix('?')?;
    let query = query.split('#').next().unwrap_or_default();
    form_urlencoded::parse(query.as_bytes())
        .find(|(name, _)| name.eq_ignore_ascii_case("phone"))
        .map(|(_, number)| number.into_owned())
}

/// The number of `tel:` and its like.
fn without_scheme(text: &str) -> String {
    let scheme = ["tel:", "callto:", "sms:", "whatsapp:"].into_iter().find_map(|scheme| without_prefix(text, scheme));
    scheme.map_or_else(
        || text.to_owned(),
        |rest| decoded(rest.trim_start_matches('/').split('?').next().unwrap_or_default()),
    )
}

/// Signs that addresses write with `%`; a `+` is one here.
fn decoded(text: &str) -> String {
    let kept = text.replace('+', "%2B");
    form_urlencoded::parse(kept.as_bytes()).next().map_or_else(String::new, |(name, _)| name.into_owned())
}

/// The rest of a text that begins so, in capitals or not.
fn without_prefix<'a>(text: &'a str, prefix: &str) -> Option<&'a str> {
    let (beginning, rest) = text.split_at_checked(prefix.len())?;
    beginning.eq_ignore_ascii_case(prefix).then_some(rest)
}
