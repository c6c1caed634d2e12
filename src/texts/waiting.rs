//! How long to wait, in words.

use crate::{
    domain::fault::RetryAfter,
    i18n::{Locale, td_string},
};

/// Less than this is said in seconds.
const A_MINUTE: u64 = 60;

/// A wait: seconds below a minute, else whole minutes, rounded up.
#[must_use]
pub fn waiting(locale: Locale, wait: RetryAfter) -> String {
    let count = |number: u64| usize::try_from(number).unwrap_or(usize::MAX);
    match wait {
        RetryAfter(seconds) if seconds < A_MINUTE => {
            td_string!(locale, common.seconds, count = count(seconds.max(1)))
        }
        RetryAfter(seconds) => td_string!(locale, common.minutes, count = count(seconds.div_ceil(A_MINUTE))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wait_is_said_in_minutes_rounded_up() {
        for (seconds, french, english, arabic) in [
            (0, "1 seconde", "1 second", "ثانية واحدة"),
            (2, "2 secondes", "2 seconds", "ثانيتين"),
            (8, "8 secondes", "8 seconds", "8 ثوانٍ"),
            (59, "59 secondes", "59 seconds", "59 ثانية"),
            (60, "1 minute", "1 minute", "دقيقة واحدة"),
            (61, "2 minutes", "2 minutes", "دقيقتين"),
            (600, "10 minutes", "10 minutes", "10 دقائق"),
            (3600, "60 minutes", "60 minutes", "60 دقيقة"),
        ] {
            let said = |locale| waiting(locale, RetryAfter(seconds));
            assert_eq!(said(Locale::fr), french, "{seconds}");
            assert_eq!(said(Locale::en), english, "{seconds}");
            assert_eq!(said(Locale::ar), arabic, "{seconds}");
        }
    }
}
