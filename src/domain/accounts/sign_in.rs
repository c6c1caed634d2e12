//! What signing in answers, and where it may lead.

use serde::{Deserialize, Serialize};

/// How an attempt to sign in ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SignInAnswer {
    /// Signed in.
    Welcome,
    /// Unknown identifier or wrong password; the answer does not say which.
    Wrong,
    /// The password was right; a code of the second factor is asked.
    SecondStep,
    /// The password was right, but the account is suspended.
    Suspended,
    /// Too many attempts; the next one is looked at after so many seconds.
    TooFast { seconds: u64 },
}

/// `next` if it leads to a page of this site and nowhere else.
///
/// Browsers read `//host` and `/\host` as another host and drop tabs and line ends, so none of these may occur.
#[must_use]
pub fn local_path(next: &str) -> Option<&str> {
    let local = next.starts_with('/')
        && !next.starts_with("//")
        && next.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    local.then_some(next)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_paths_of_this_site_are_followed() {
        for path in ["/", "/profile/dashboard", "/talents?q=a%20b&city=3#top"] {
            assert_eq!(local_path(path), Some(path));
        }
        for path in [
            "",
            "profile",
            "//evil.example",
            "///evil.example",
            "/\\evil.example",
            "\\\\evil.example",
            "https://evil.example",
            "javascript:alert(1)",
            "/\t/evil.example",
            "/\n/evil.example",
            " /x",
            "/é",
        ] {
            assert_eq!(local_path(path), None, "{path:?}");
        }
    }
}
