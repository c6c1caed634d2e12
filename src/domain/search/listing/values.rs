//! Values of filters, as addresses carry them. What makes no sense is `None` or `false`.

use crate::domain::search::text::normalise;

/// Takes a value that makes sense; answers whether it does.
pub fn take<T>(place: &mut T, value: Option<T>) -> bool {
    let sensible = value.is_some();
    if let Some(value) = value {
        *place = value;
    }
    sensible
}

/// Adds a key once; answers whether it can be one and whether there was room for it among `most`.
pub fn add_key(keys: &mut Vec<String>, value: &str, most: usize) -> bool {
    let known = keys.iter().any(|key| key == value);
    let valid = is_key(value) && (known || keys.len() < most);
    if valid && !known {
        keys.push(value.to_owned());
    }
    valid
}

/// Whether this could stand in a closed list.
#[must_use]
pub fn is_key(value: &str) -> bool {
    value.len() <= 64 && value.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
}

/// A unique code or its beginning, in its canonical spelling.
#[must_use]
pub fn code_beginning(value: &str) -> Option<String> {
    let code: String = value.chars().filter(|c| !matches!(c, ' ' | '-')).collect();
    let valid = !code.is_empty() && code.len() <= 12 && code.chars().all(|c| c.is_ascii_alphanumeric());
    valid.then(|| code.to_ascii_uppercase())
}

/// What looks like the code of a country.
#[must_use]
pub fn country_code(value: &str) -> Option<String> {
    let valid = value.len() == 2 && value.chars().all(|c| c.is_ascii_alphabetic());
    valid.then(|| value.to_ascii_uppercase())
}

/// The name of a city, as typed.
#[must_use]
pub fn city_name(value: &str) -> Option<String> {
    (value.len() <= 200 && !normalise(value).is_empty()).then(|| value.to_owned())
}

/// A key of the closed list `gender`.
#[must_use]
pub fn gender_key(value: &str) -> Option<String> {
    let gender = value.to_ascii_uppercase();
    matches!(gender.as_str(), "M" | "F" | "N").then_some(gender)
}

/// A ticked or unticked box.
#[must_use]
pub fn yes_or_no(value: &str) -> Option<bool> {
    match value {
        "1" | "true" | "on" | "yes" => Some(true),
        "0" | "false" | "off" | "no" => Some(false),
        _ => None,
    }
}

/// A whole number within bounds, both included.
#[must_use]
pub fn whole_number(value: &str, least: u16, most: u16) -> Option<u16> {
    value.parse().ok().filter(|number| (least..=most).contains(number))
}
