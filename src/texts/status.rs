//! What went wrong, by HTTP status, in words.

use super::waiting::waiting;
use crate::{
    domain::fault::RetryAfter,
    i18n::{Locale, td_string},
};

/// Said of a limit that does not tell how long to wait.
pub const USUAL_WAIT: RetryAfter = RetryAfter(60);

/// Title and sentence of an error status; statuses without a text of their own have that of 500. `wait` belongs to 429.
#[must_use]
pub fn status_texts(locale: Locale, status: u16, wait: Option<RetryAfter>) -> (&'static str, String) {
    let (title, text) = match status {
        429 => {
            let wait = waiting(locale, wait.unwrap_or(USUAL_WAIT));
            return (td_string!(locale, errors.e429_title), td_string!(locale, errors.e429_text, wait = wait));
        }
        // Too slow or cut off: for the visitor the same as incomplete.
        400 | 408 => (td_string!(locale, errors.e400_title), td_string!(locale, errors.e400_text)),
        401 => (td_string!(locale, errors.e401_title), td_string!(locale, errors.e401_text)),
        403 => (td_string!(locale, errors.e403_title), td_string!(locale, errors.e403_text)),
        404 => (td_string!(locale, errors.e404_title), td_string!(locale, errors.e404_text)),
        405 => (td_string!(locale, errors.e405_title), td_string!(locale, errors.e405_text)),
        413 => (td_string!(locale, errors.e413_title), td_string!(locale, errors.e413_text)),
        414 => (td_string!(locale, errors.e414_title), td_string!(locale, errors.e414_text)),
        503 => (td_string!(locale, errors.e503_title), td_string!(locale, errors.e503_text)),
        507 => (td_string!(locale, errors.e507_title), td_string!(locale, errors.e507_text)),
        _ => (td_string!(locale, errors.e500_title), td_string!(locale, errors.e500_text)),
    };
    (title, text.to_owned())
}
