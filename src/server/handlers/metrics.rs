//! `/metrics`: what a Prometheus server collects.

use std::net::{IpAddr, SocketAddr};

use axum::{
    extract::{ConnectInfo, Request, State},
    http::{HeaderMap, HeaderValue, header},
    response::{IntoResponse as _, Response},
};
use ipnet::IpNet;

use crate::server::{
    error::{AppError, AppResult},
    security::client_address::client_address,
    services::operations::metrics::text,
    state::AppState,
};

const PROMETHEUS_TEXT: HeaderValue = HeaderValue::from_static("text/plain; version=0.0.4; charset=utf-8");
/// What a proxy says of the client it asks for.
const CLIENTS: &str = "x-forwarded-for";
/// Other headers by which a proxy is noticed.
const PROXIES: [&str; 9] = [
    "forwarded",
    "via",
    "x-real-ip",
    "x-forwarded-proto",
    "x-forwarded-host",
    "x-forwarded-port",
    "cf-connecting-ip",
    "true-client-ip",
    "x-client-ip",
];

/// Everything that is counted, as text, for those who may read it; for others there is nothing.
pub async fn metrics(State(state): State<AppState>, request: Request) -> AppResult<Response> {
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|ConnectInfo(peer)| peer.ip());
    let config = &state.config;
    let may_read = |peer| may_read(peer, request.headers(), &config.trusted_proxies, &config.metrics_allow);
    if !peer.is_some_and(may_read) {
        return Err(AppError::NotFound);
    }
    let headers = [
        (header::CONTENT_TYPE, PROMETHEUS_TEXT),
        (header::CACHE_CONTROL, HeaderValue::from_static("private, no-store")),
    ];
    Ok((headers, text(&state).await?).into_response())
}

/// Whether the client is in one of the networks. A proxy that is not trusted, or that does not say in the header that is
/// read whom it asks for, may ask for anyone: it gets nothing, even from this machine.
fn may_read(peer: IpAddr, headers: &HeaderMap, trusted: &[IpNet], allowed: &[IpNet]) -> bool {
    let within = |networks: &[IpNet], address: IpAddr| networks.iter().any(|network| network.contains(&address));
    let peer = peer.to_canonical();
    if headers.contains_key(CLIENTS) {
        let client = client_address(peer, headers, trusted);
        // Where the chain ends at a proxy it names no client.
        within(trusted, peer) && !within(trusted, client) && within(allowed, client)
    } else {
        !PROXIES.iter().any(|name| headers.contains_key(*name)) && within(allowed, peer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_clients_in_the_networks_read_and_no_unknown_proxy_asks_for_others() {
        let networks = |texts: &[&str]| texts.iter().map(|text| text.parse().unwrap()).collect::<Vec<IpNet>>();
        let local = ["127.0.0.0/8", "::1/128"];
        for (peer, headers, trusted, allowed, reads) in [
            ("127.0.0.1", &[][..], &[][..], &local[..], true),
            ("::ffff:127.0.0.1", &[], &[], &local, true),
            ("::1", &[], &[], &local, true),
            ("198.51.100.7", &[], &[], &local, false),
            ("127.0.0.1", &[("x-forwarded-for", "127.0.0.1")], &[], &local, false),
            ("127.0.0.1", &[("x-forwarded-for", "198.51.100.7")], &["127.0.0.1/32"], &local, false),
            ("127.0.0.1", &[("x-forwarded-for", "127.0.0.9, 198.51.100.7")], &["127.0.0.1/32"], &local, false),
            ("127.0.0.1", &[("x-forwarded-for", "unknown")], &["127.0.0.1/32"], &local, false),
            ("127.0.0.1", &[("x-forwarded-proto", "https")], &[], &local, false),
            ("127.0.0.1", &[("forwarded", "for=198.51.100.7")], &["127.0.0.1/32"], &local, false),
            ("127.0.0.1", &[("via", "1.1 proxy")], &[], &local, false),
            ("127.0.0.1", &[("x-real-ip", "127.0.0.1")], &[], &local, false),
            ("10.0.0.1", &[("x-forwarded-for", "10.9.0.1")], &["10.0.0.1/32"], &["10.9.0.0/16"], true),
            ("10.0.0.1", &[("x-forwarded-for", "10.8.0.1")], &["10.0.0.1/32"], &["10.9.0.0/16"], false),
            ("127.0.0.1", &[], &[], &[], false),
        ] {
            let mut map = HeaderMap::new();
            for (name, value) in headers {
                map.insert(*name, HeaderValue::from_static(value));
            }
            let found = may_read(peer.parse().unwrap(), &map, &networks(trusted), &networks(allowed));
            assert_eq!(found, reads, "{peer} {headers:?} {trusted:?} {allowed:?}");
        }
    }
}
