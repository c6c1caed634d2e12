//! Addresses of web pages.

use url::Url;

use crate::domain::{field_error::FieldError, unicode};

const LONGEST: usize = 300;

/// The address of a web page as it is stored; without a scheme it is taken for https.
///
/// # Errors
/// `InvalidWebAddress` for everything that is no page a browser should be sent to.
pub fn check_web_address(typed: &str) -> Result<Option<String>, FieldError> {
    let typed = unicode::line(typed);
    if typed.is_empty() {
        return Ok(None);
    }
    if typed.chars().count() > LONGEST {
        return Err(FieldError::TooLong { max: LONGEST });
    }
    parse(&typed).map(|url| Some(url.to_string())).ok_or(FieldError::InvalidWebAddress)
}

/// Reads what was typed as an http(s) address with a public host name.
pub(super) fn parse(typed: &str) -> Option<Url> {
    if typed.chars().any(|c| c.is_whitespace() || c.is_control()) {
        return None;
    }
    let has_scheme =
        typed.split_once("://").is_some_and(|(scheme, _)| scheme.chars().all(|c| c.is_ascii_alphanumeric()));
    let url = if has_scheme { Url::parse(typed) } else { Url::parse(&format!("https://{typed}")) }.ok()?;
    let web = matches!(url.scheme(), "http" | "https");
    let anonymous = url.username().is_empty() && url.password().is_none();
    (web && anonymous && url.domain().is_some_and(is_public_name)).then_some(url)
}

/// At least two labels, the last one no number: neither `localhost` nor an address of the own network.
fn is_public_name(domain: &str) -> bool {
    let labels: Vec<&str> = domain.trim_end_matches('.').split('.').collect();
    labels.len() >= 2
        && labels.iter().all(|label| !label.is_empty())
        && labels.last().is_some_and(|last| {
            last.len() >= 2 && !last.chars().any(|c| c.is_ascii_digit() && !last.starts_with("xn--"))
        })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn pages_are_taken_with_or_without_a_scheme() {
        for (typed, stored) in [
            ("https://amina.example/book?page=2", "https://amina.example/book?page=2"),
            (" amina.example ", "https://amina.example/"),
            ("\u{feff}\u{2068}https://amina.example/book\u{2069}\u{200b}", "https://amina.example/book"),
            ("amina.exam\u{ad}ple", "https://amina.example/"),
            ("http://www.example.org", "http://www.example.org/"),
            ("https://أمينة.example/", "https://xn--igbm7fet.example/"),
        ] {
            assert_eq!(check_web_address(typed).as_ref().map(Option::as_deref), Ok(Some(stored)), "{typed}");
        }
        assert_eq!(check_web_address("  "), Ok(None));
        assert_eq!(check_web_address("\u{2068}\u{2069}"), Ok(None));
    }

    #[test]
    fn what_a_browser_should_not_be_sent_to_is_refused() {
        for typed in [
            "javascript:alert(1)",
            "javascript://example.org/%0aalert(1)",
            "data:text/html,x",
            "ftp://example.org",
            "https://user:secret@example.org",
            "http://localhost:3000",
            "http://127.0.0.1/",
            "http://[::1]/",
            "example",
            "two words.example",
            "https://",
        ] {
            assert_eq!(check_web_address(typed), Err(FieldError::InvalidWebAddress), "{typed}");
        }
        let long = format!("https://example.org/{}", "a".repeat(300));
        assert_eq!(check_web_address(&long), Err(FieldError::TooLong { max: 300 }));
    }

    proptest! {
        #[test]
        fn whatever_is_stored_is_a_web_page(typed in ".{0,40}") {
            if let Ok(Some(stored)) = check_web_address(&typed) {
                prop_assert!(stored.starts_with("https://") || stored.starts_with("http://"));
                prop_assert_eq!(check_web_address(&stored), Ok(Some(stored.clone())));
            }
        }
    }
}
