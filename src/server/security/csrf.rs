//! Requests that change something must come from our own pages.

use tower_http::csrf::CsrfLayer;

use crate::server::config::Config;

/// Refuses what another site sent, by `Sec-Fetch-Site` and `Origin`; no token fields are needed.
///
/// Behind a proxy that rewrites `Host`, the origin of `BASE_URL` still counts as ours.
pub fn csrf_layer(config: &Config) -> CsrfLayer {
    CsrfLayer::new().add_trusted_origin(origin(&config.base_url)).unwrap_or_else(|error| {
        tracing::warn!(%error, "BASE_URL is no origin a browser sends; only Host is compared");
        CsrfLayer::new()
    })
}

/// As browsers write it: lower case, no default port.
fn origin(base_url: &str) -> String {
    let lower = base_url.to_ascii_lowercase();
    let default_port = if lower.starts_with("https:") { ":443" } else { ":80" };
    lower.strip_suffix(default_port).unwrap_or(&lower).to_owned()
}

#[cfg(test)]
mod tests {
    use super::origin;

    #[test]
    fn origins_are_written_as_browsers_write_them() {
        assert_eq!(origin("https://Talents.Example:443"), "https://talents.example");
        assert_eq!(origin("http://127.0.0.1:3000"), "http://127.0.0.1:3000");
        assert_eq!(origin("http://talents.example:80"), "http://talents.example");
    }
}
