//! Which bytes of a file a request asks for (RFC 9110, 14).

use std::ops::Range;

use axum::http::{HeaderMap, HeaderName, header};

/// What is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WantedBytes {
    /// Everything; also where the request means another content, or several parts at once.
    All,
    /// This part, which is not empty.
    Part(Range<u64>),
    /// A part behind the end.
    Nothing,
}

/// Reads `Range` and `If-Range` for a content of this length and mark (its `ETag`).
pub fn wanted_bytes(headers: &HeaderMap, length: u64, mark: &str) -> WantedBytes {
    let text = |name: HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
    if text(header::IF_RANGE).is_some_and(|known| known.trim() != mark) {
        return WantedBytes::All;
    }
    let Some((first, last)) = text(header::RANGE).and_then(|range| range.strip_prefix("bytes=")?.split_once('-'))
    else {
        return WantedBytes::All;
    };
    let (first, last) = (number(first), number(last));
    let part = match (first, last) {
        (Some(Some(first)), Some(None)) => first..length,
        (Some(Some(first)), Some(Some(last))) if first <= last => first..last.saturating_add(1).min(length),
        // The last so many.
        (Some(None), Some(Some(most))) => length.saturating_sub(most)..length,
        _ => return WantedBytes::All,
    };
    if part.is_empty() { WantedBytes::Nothing } else { WantedBytes::Part(part) }
}

/// A number, or nothing written; `None` for anything else.
fn number(text: &str) -> Option<Option<u64>> {
    let text = text.trim();
    if text.is_empty() {
        return Some(None);
    }
    text.bytes().all(|byte| byte.is_ascii_digit()).then(|| Some(text.parse().unwrap_or(u64::MAX)))
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    const MARK: &str = "\"mark\"";

    fn of(range: &str) -> WantedBytes {
        let range = HeaderValue::from_str(range).unwrap();
        wanted_bytes(&HeaderMap::from_iter([(header::RANGE, range)]), 100, MARK)
    }

    #[test]
    fn a_part_is_within_the_content() {
        for (range, part) in [
            ("bytes=0-", 0..100),
            ("bytes=0-0", 0..1),
            ("bytes=40-59", 40..60),
            ("bytes=40-", 40..100),
            ("bytes=99-1000", 99..100),
            ("bytes=-30", 70..100),
            ("bytes=-1000", 0..100),
            ("bytes=5-99999999999999999999999", 5..100),
        ] {
            assert_eq!(of(range), WantedBytes::Part(part), "{range}");
        }
        for range in ["bytes=100-", "bytes=100-200", "bytes=-0"] {
            assert_eq!(of(range), WantedBytes::Nothing, "{range}");
        }
        for range in
            ["", "bytes", "bytes=", "bytes=-", "bytes=9-5", "bytes=a-b", "bytes=0-1,5-6", "lines=0-1", "bytes=+1-2"]
        {
            assert_eq!(of(range), WantedBytes::All, "{range}");
        }
        assert_eq!(wanted_bytes(&HeaderMap::new(), 100, MARK), WantedBytes::All);
    }

    #[test]
    fn a_part_of_another_content_is_not_sent() {
        let asked = |known: &'static str| {
            let headers = [
                (header::RANGE, HeaderValue::from_static("bytes=5-")),
                (header::IF_RANGE, HeaderValue::from_static(known)),
            ];
            wanted_bytes(&HeaderMap::from_iter(headers), 100, MARK)
        };
        assert_eq!(asked(MARK), WantedBytes::Part(5..100));
        assert_eq!(asked("\"other\""), WantedBytes::All);
        assert_eq!(asked("Sun, 29 Nov 2026 03:00:00 GMT"), WantedBytes::All);
    }
}
