//! How long a session lives, and its cookie.

use chrono::{NaiveDateTime, TimeDelta};
use http::HeaderValue;

use super::cookies;
use crate::server::error::AppResult;

/// The cookie's name, `__Host-` apart.
pub const COOKIE: &str = "session";

/// Use is written down at most this often.
pub const SEEN_EVERY: TimeDelta = TimeDelta::minutes(5);

/// The secret of a session that was just begun; goes to the browser and nowhere else.
pub struct SessionToken {
    /// The 256-bit secret.
    pub secret: String,
    /// Whether the person chose to stay signed in.
    pub remember: bool,
    /// The sealed [`KnownDevice`](super::known_devices::KnownDevice) that the browser is from now on.
    pub device: String,
}

impl SessionToken {
    /// The `Set-Cookie` value. Not remembered, it ends with the browser.
    pub fn cookie(&self, https: bool) -> AppResult<HeaderValue> {
        let age = self.remember.then(|| longest(true).num_seconds());
        cookies::private(https, COOKIE, &self.secret, age)
    }
}

/// The `Set-Cookie` value that removes the session's cookie.
pub fn no_cookie(https: bool) -> AppResult<HeaderValue> {
    cookies::private(https, COOKIE, "", Some(0))
}

/// When a session begun at `created` and used at `seen` ends: without « stay signed in » after 12 idle hours or
/// a day, with it after 30 idle days or 90.
#[must_use]
pub fn ends_at(remember: bool, created: NaiveDateTime, seen: NaiveDateTime) -> NaiveDateTime {
    let idle = if remember { TimeDelta::days(30) } else { TimeDelta::hours(12) };
    (seen + idle).min(created + longest(remember))
}

const fn longest(remember: bool) -> TimeDelta {
    if remember { TimeDelta::days(90) } else { TimeDelta::hours(24) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn idle_and_absolute_limits_hold() {
        let created = chrono::NaiveDate::from_ymd_opt(2026, 1, 1).unwrap().and_hms_opt(8, 0, 0).unwrap();
        let after = |remember, seen: TimeDelta| ends_at(remember, created, created + seen) - created;
        assert_eq!(after(false, TimeDelta::zero()), TimeDelta::hours(12));
        assert_eq!(after(false, TimeDelta::hours(11)), TimeDelta::hours(23));
        assert_eq!(after(false, TimeDelta::hours(20)), TimeDelta::hours(24));
        assert_eq!(after(true, TimeDelta::zero()), TimeDelta::days(30));
        assert_eq!(after(true, TimeDelta::days(80)), TimeDelta::days(90));
    }
}
