//! Where a webhook is sent: never into a network that is not public, unless `WEBHOOK_ALLOW` names it.

use std::net::{IpAddr, SocketAddr};

use ipnet::IpNet;
use tokio::net::lookup_host;
use url::{Host, Url};

use super::networks::{is_in, is_public};
use crate::domain::webhook::WebhookProblem;

/// Characters of an address, at most.
const LONGEST: usize = 500;

/// Reads an address as an administrator types it. Whether its name leads into a private network shows when it is sent
/// to; what can be seen before that is refused at once.
///
/// # Errors
/// What is wrong with it.
pub fn read(typed: &str, allow: &[IpNet]) -> Result<Url, WebhookProblem> {
    if typed.chars().count() > LONGEST || typed.chars().any(|c| c.is_whitespace() || c.is_control()) {
        return Err(WebhookProblem::NotAnAddress);
    }
    let mut url = Url::parse(typed).map_err(|_| WebhookProblem::NotAnAddress)?;
    let is_web = matches!(url.scheme(), "http" | "https") && url.host().is_some();
    if !is_web || !url.username().is_empty() || url.password().is_some() {
        return Err(WebhookProblem::NotAnAddress);
    }
    url.set_fragment(None);
    if url.scheme() == "http" && allow.is_empty() {
        return Err(WebhookProblem::NotHttps);
    }
    match literal(&url) {
        Some(address) => judge(&url, &[SocketAddr::new(address, 0)], allow).map(|()| url),
        None => Ok(url),
    }
}

/// Where the name of an address leads to now. A connection is made to these addresses and no others: asked once more,
/// the name could lead elsewhere.
///
/// # Errors
/// Why nothing may be sent there; `None` when the name leads nowhere.
pub async fn resolve(url: &Url, allow: &[IpNet]) -> Result<Vec<SocketAddr>, Option<WebhookProblem>> {
    let port = url.port_or_known_default().ok_or(Some(WebhookProblem::NotAnAddress))?;
    let addresses: Vec<SocketAddr> = match (literal(url), url.host_str()) {
        (Some(address), _) => vec![SocketAddr::new(address, port)],
        (None, Some(name)) => lookup_host((name, port)).await.map_err(|_| None::<WebhookProblem>)?.collect(),
        (None, None) => return Err(Some(WebhookProblem::NotAnAddress)),
    };
    if addresses.is_empty() {
        return Err(None);
    }
    judge(url, &addresses, allow)?;
    Ok(addresses)
}

/// One address that may not be used makes all of them unusable: which of them is taken is not ours to say.
fn judge(url: &Url, addresses: &[SocketAddr], allow: &[IpNet]) -> Result<(), WebhookProblem> {
    let is_allowed = |address: &SocketAddr| is_in(address.ip(), allow);
    if !addresses.iter().all(|address| is_allowed(address) || is_public(address.ip())) {
        return Err(WebhookProblem::Private);
    }
    if url.scheme() != "https" && !addresses.iter().all(is_allowed) {
        return Err(WebhookProblem::NotHttps);
    }
    Ok(())
}

/// The address itself, where it is written instead of a name.
fn literal(url: &Url) -> Option<IpAddr> {
    match url.host()? {
        Host::Ipv4(address) => Some(address.into()),
        Host::Ipv6(address) => Some(address.into()),
        Host::Domain(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problem(typed: &str, allow: &str) -> Option<WebhookProblem> {
        let allow: Vec<IpNet> = allow.split_whitespace().map(|network| network.parse().unwrap()).collect();
        read(typed, &allow).err()
    }

    #[test]
    fn what_can_be_seen_is_refused_at_once() {
        use WebhookProblem::{NotAnAddress, NotHttps, Private};
        for (typed, allow, expected) in [
            ("https://hooks.example.org/in?x=1", "", None),
            ("https://8.8.8.8/in", "", None),
            ("", "", Some(NotAnAddress)),
            ("hooks.example.org", "", Some(NotAnAddress)),
            ("ftp://hooks.example.org", "", Some(NotAnAddress)),
            ("https://name:word@hooks.example.org", "", Some(NotAnAddress)),
            ("https://hooks.example.org/a b", "", Some(NotAnAddress)),
            ("http://hooks.example.org", "", Some(NotHttps)),
            ("http://8.8.8.8", "10.0.0.0/8", Some(NotHttps)),
            ("https://127.0.0.1", "", Some(Private)),
            ("https://2130706433/", "", Some(Private)),
            ("https://0x7f.1/", "", Some(Private)),
            ("https://[::1]/", "", Some(Private)),
            ("https://[::ffff:10.0.0.1]/", "", Some(Private)),
            ("http://127.0.0.1:9", "127.0.0.0/8", None),
            ("http://[::1]:9", "127.0.0.0/8", Some(Private)),
        ] {
            assert_eq!(problem(typed, allow), expected, "{typed}");
        }
    }

    #[tokio::test]
    async fn a_name_that_leads_to_this_machine_is_refused() {
        let url = Url::parse("https://localhost:1/").unwrap();
        assert_eq!(resolve(&url, &[]).await, Err(Some(WebhookProblem::Private)));
        let allow = ["127.0.0.0/8".parse().unwrap(), "::1/128".parse().unwrap()];
        let found = resolve(&url, &allow).await.unwrap();
        assert!(found.iter().all(|address| address.ip().is_loopback() && address.port() == 1));
    }
}
