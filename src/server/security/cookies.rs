//! Reading and writing cookies.

use http::{HeaderMap, HeaderValue, header};

use crate::server::error::{AppError, AppResult};

/// The cookie of the language switch: the only one that is not private.
pub const LANG: &str = "lang";

/// The cookie that leads to a draft, its prefix apart.
pub const DRAFT: &str = "draft";

/// Whether the request carries any private cookie: its answer must not be cached.
#[must_use]
pub fn any_private(headers: &HeaderMap) -> bool {
    pairs(headers).any(|(name, _)| name != LANG)
}

/// The value of a cookie, if the request sent it.
#[must_use]
pub fn read<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    pairs(headers).find(|(key, _)| *key == name).map(|(_, value)| value)
}

fn pairs(headers: &HeaderMap) -> impl Iterator<Item = (&str, &str)> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
}

/// The full name of a private cookie: on https browsers accept `__Host-` names only from this very host.
#[must_use]
pub fn private_name(https: bool, name: &str) -> String {
    if https { format!("__Host-{name}") } else { name.to_owned() }
}

/// A `Set-Cookie` value no script can read. Without `max_age` the cookie ends with the browser, `Some(0)` removes it.
///
/// # Errors
/// When `value` has characters a header cannot hold.
pub fn private(https: bool, name: &str, value: &str, max_age: Option<i64>) -> AppResult<HeaderValue> {
    let name = private_name(https, name);
    let secure = if https { "; Secure" } else { "" };
    let age = max_age.map_or_else(String::new, |seconds| format!("; Max-Age={seconds}"));
    format!("{name}={value}; Path=/; HttpOnly; SameSite=Lax{secure}{age}").parse().map_err(AppError::internal)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cookie_is_found_among_others() {
        let mut headers = HeaderMap::new();
        headers.append(header::COOKIE, HeaderValue::from_static("a=1; session=x=y"));
        headers.append(header::COOKIE, HeaderValue::from_static("lang=ar"));
        assert_eq!(read(&headers, "session"), Some("x=y"));
        assert_eq!(read(&headers, "lang"), Some("ar"));
        assert_eq!(read(&headers, "ession"), None);
        assert!(any_private(&headers));
        headers.clear();
        headers.append(header::COOKIE, HeaderValue::from_static("lang=ar"));
        assert!(!any_private(&headers));
    }

    #[test]
    fn only_https_has_the_host_prefix() {
        assert_eq!(
            private(true, "session", "abc", None).unwrap(),
            "__Host-session=abc; Path=/; HttpOnly; SameSite=Lax; Secure"
        );
        assert_eq!(
            private(false, "session", "", Some(0)).unwrap(),
            "session=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0"
        );
    }
}
