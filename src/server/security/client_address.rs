//! The client's address, which trusted proxies may report and other clients may not.

use std::net::{IpAddr, Ipv6Addr, SocketAddr};

use http::HeaderMap;
use ipnet::IpNet;

/// The rightmost address of the chain client → proxies → us that is no proxy of ours. Everything left of it was written
/// by an unknown client.
#[must_use]
pub fn client_address(peer: IpAddr, headers: &HeaderMap, trusted: &[IpNet]) -> IpAddr {
    let is_trusted = |address: IpAddr| trusted.iter().any(|network| network.contains(&address));
    let mut address = peer.to_canonical();
    // What a client wrote before them must not hide the entries of proxies: it may be no text at all.
    let values = headers.get_all("x-forwarded-for").iter().map(|value| String::from_utf8_lossy(value.as_bytes()));
    let entries = |value: &str| value.split(',').map(|entry| entry.trim().to_owned()).collect::<Vec<_>>();
    let mut forwarded: Vec<String> = values.flat_map(|value| entries(&value)).collect();
    while is_trusted(address) {
        match forwarded.pop().as_deref().and_then(forwarded_address) {
            Some(previous) => address = previous.to_canonical(),
            None => break,
        }
    }
    address
}

/// Whether a request says whom it speaks for and is not believed: it came from a proxy that is not named, or from a
/// client that makes an address up.
#[must_use]
pub fn is_not_believed(peer: IpAddr, headers: &HeaderMap, trusted: &[IpNet]) -> bool {
    let peer = peer.to_canonical();
    headers.contains_key("x-forwarded-for") && !trusted.iter().any(|network| network.contains(&peer))
}

/// An entry as proxies write it: an address alone or with a port, an IPv6 one also in brackets.
fn forwarded_address(entry: &str) -> Option<IpAddr> {
    let bracketed = || entry.strip_prefix('[')?.strip_suffix(']')?.parse::<Ipv6Addr>().ok();
    entry
        .parse::<IpAddr>()
        .or_else(|_| entry.parse::<SocketAddr>().map(|address| address.ip()))
        .ok()
        .or_else(|| bracketed().map(IpAddr::V6))
}

/// What one customer of a provider can have: an IPv6 /48, which holds 65,536 networks. An IPv4 address has none.
#[must_use]
pub fn site(address: IpAddr) -> Option<Ipv6Addr> {
    match address {
        IpAddr::V4(_) => None,
        IpAddr::V6(six) => Some(Ipv6Addr::from_bits(six.to_bits() & !(u128::MAX >> 48))),
    }
}

/// What one household or one phone has: an IPv4 address, or an IPv6 /64.
#[must_use]
pub fn network(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(_) => address,
        IpAddr::V6(six) => IpAddr::V6(Ipv6Addr::from_bits(six.to_bits() & !u128::from(u64::MAX))),
    }
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;

    use super::*;

    fn address(peer: &str, forwarded: &[&str], trusted: &[&str]) -> String {
        let mut headers = HeaderMap::new();
        for value in forwarded {
            headers.append("x-forwarded-for", value.parse().unwrap());
        }
        let trusted: Vec<IpNet> = trusted.iter().map(|text| text.parse().unwrap()).collect();
        client_address(peer.parse().unwrap(), &headers, &trusted).to_string()
    }

    #[test]
    fn a_stranger_cannot_choose_an_address() {
        assert_eq!(address("198.51.100.7", &["203.0.113.1"], &[]), "198.51.100.7");
        assert_eq!(address("10.0.0.1", &["6.6.6.6, 203.0.113.1"], &["10.0.0.0/8"]), "203.0.113.1");
        assert_eq!(address("10.0.0.1", &["6.6.6.6", "203.0.113.1, 10.0.0.2"], &["10.0.0.0/8"]), "203.0.113.1");
        assert_eq!(address("10.0.0.1", &["6.6.6.6, garbage"], &["10.0.0.0/8"]), "10.0.0.1");
        assert_eq!(address("::ffff:198.51.100.7", &[], &[]), "198.51.100.7");
        let mut headers = HeaderMap::new();
        headers.append("x-forwarded-for", HeaderValue::from_bytes(b"\xe9, 203.0.113.1").unwrap());
        let trusted = ["10.0.0.0/8".parse().unwrap()];
        assert_eq!(client_address("10.0.0.1".parse().unwrap(), &headers, &trusted).to_string(), "203.0.113.1");
    }

    #[test]
    fn a_header_of_an_unknown_proxy_is_noticed() {
        let mut headers = HeaderMap::new();
        let trusted = ["10.0.0.0/8".parse().unwrap()];
        let peer = |text: &str| text.parse::<IpAddr>().unwrap();
        assert!(!is_not_believed(peer("198.51.100.7"), &headers, &[]), "it speaks for nobody");
        headers.append("x-forwarded-for", "203.0.113.1".parse().unwrap());
        assert!(is_not_believed(peer("198.51.100.7"), &headers, &trusted));
        assert!(is_not_believed(peer("10.0.0.1"), &headers, &[]));
        assert!(!is_not_believed(peer("10.0.0.1"), &headers, &trusted));
        assert!(!is_not_believed(peer("::ffff:10.0.0.1"), &headers, &trusted));
    }

    #[test]
    fn ports_and_brackets_are_no_part_of_an_address() {
        for (entry, expected) in [
            ("203.0.113.1:5678", "203.0.113.1"),
            ("[2001:db8::7]:99", "2001:db8::7"),
            ("[2001:db8::7]", "2001:db8::7"),
            ("2001:db8::7", "2001:db8::7"),
            ("[::ffff:203.0.113.1]:443", "203.0.113.1"),
            // No addresses: the proxy itself is the client.
            ("203.0.113.1:", "10.0.0.1"),
            ("203.0.113.1:99999", "10.0.0.1"),
            ("[203.0.113.1]", "10.0.0.1"),
            ("unknown", "10.0.0.1"),
        ] {
            assert_eq!(address("10.0.0.1", &[entry], &["10.0.0.0/8"]), expected, "{entry}");
        }
        assert_eq!(address("10.0.0.1", &["6.6.6.6:1, 203.0.113.1:2, 10.0.0.2:3"], &["10.0.0.0/8"]), "203.0.113.1");
    }

    #[test]
    fn one_ipv6_household_is_one_network() {
        let of = |text: &str| network(text.parse().unwrap()).to_string();
        assert_eq!(of("2001:db8:1:2:aaaa::1"), of("2001:db8:1:2:bbbb::9"));
        assert_ne!(of("2001:db8:1:3::1"), of("2001:db8:1:2::1"));
        assert_eq!(of("198.51.100.7"), "198.51.100.7");
    }
}
