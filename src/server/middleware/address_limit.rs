//! No address is longer than our links and forms make it.

use axum::{
    extract::Request,
    http::StatusCode,
    middleware::Next,
    response::{IntoResponse as _, Response},
};

/// Bytes of a path with its query: pages repeat parts of it in many links.
pub const LONGEST_ADDRESS: usize = 8 * 1024;

/// Bytes of a part of a path: file systems know no longer names and would fail instead of finding nothing.
const LONGEST_SEGMENT: usize = 255;

/// Answers a longer address with 414 before anything reads it, and a path with a longer part, or one that steps back, with
/// 404.
pub async fn address_limit(request: Request, next: Next) -> Response {
    let length = request.uri().path_and_query().map_or(0, |address| address.as_str().len());
    if length > LONGEST_ADDRESS {
        return StatusCode::URI_TOO_LONG.into_response();
    }
    // Three characters of the address may be one of the name.
    let length_of = |segment: &str| segment.len() - 2 * segment.matches('%').count().min(segment.len() / 3);
    if request.uri().path().split('/').any(|segment| length_of(segment) > LONGEST_SEGMENT) {
        return StatusCode::NOT_FOUND.into_response();
    }
    if request.uri().path().split('/').any(leads_elsewhere) || request.uri().path().contains('\\') {
        return StatusCode::NOT_FOUND.into_response();
    }
    next.run(request).await
}

/// Whether programs that resolve addresses, as pages are found by, take a part for a step within the path: the route
/// that was matched would not be the page that is shown.
fn leads_elsewhere(segment: &str) -> bool {
    let plain = segment.to_ascii_lowercase().replace("%2e", ".");
    plain == "." || plain == ".." || segment.to_ascii_lowercase().contains("%5c")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_within_a_path_are_known_in_every_spelling() {
        for (segment, leads) in
            [("..", true), ("%2e%2E", true), (".", true), ("a%5Cb", true), ("...", false), ("a.b", false), ("", false)]
        {
            assert_eq!(leads_elsewhere(segment), leads, "{segment}");
        }
    }
}
