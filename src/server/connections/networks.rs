//! How many connections each network has open.

use std::{
    collections::HashMap,
    net::IpAddr,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use ipnet::IpNet;

use crate::server::security::client_address::network;

/// Counts open connections by network. Proxies speak for many people: those on this machine and the trusted ones are
/// not counted.
#[derive(Clone)]
pub struct Networks {
    most: usize,
    trusted: Arc<[IpNet]>,
    open: Arc<Mutex<HashMap<IpAddr, usize>>>,
}

/// A connection that was let in; it is counted until this is dropped.
pub struct Admission {
    /// `None`: it is not counted.
    counted: Option<(Networks, IpAddr)>,
}

impl Networks {
    /// At most this many connections for each network, except for those of proxies.
    pub fn new(most: usize, trusted: &[IpNet]) -> Self {
        Self { most, trusted: trusted.into(), open: Arc::default() }
    }

    /// Lets a connection in; `None` when its network has as many as it may.
    pub fn admit(&self, peer: IpAddr) -> Option<Admission> {
        let peer = peer.to_canonical();
        if peer.is_loopback() || self.trusted.iter().any(|trusted| trusted.contains(&peer)) {
            return Some(Admission { counted: None });
        }
        let network = network(peer);
        let mut open = self.lock();
        let count = open.entry(network).or_default();
        if *count >= self.most {
            return None;
        }
        *count += 1;
        drop(open);
        Some(Admission { counted: Some((self.clone(), network)) })
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<IpAddr, usize>> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Admission {
    fn drop(&mut self) {
        let Some((networks, network)) = self.counted.take() else { return };
        let mut open = networks.lock();
        if let Some(count) = open.get_mut(&network) {
            *count -= 1;
            if *count == 0 {
                open.remove(&network);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_network_has_its_share_and_a_proxy_is_no_network() {
        let networks = Networks::new(2, &["10.0.0.0/8".parse().unwrap()]);
        let admit = |address: &str| networks.admit(address.parse().unwrap());
        let (first, second) = (admit("198.51.100.7").unwrap(), admit("::ffff:198.51.100.7").unwrap());
        assert!(admit("198.51.100.7").is_none());
        let other = admit("198.51.100.8").unwrap();
        let household = [admit("2001:db8::1").unwrap(), admit("2001:db8::2").unwrap()];
        assert!(admit("2001:db8::3").is_none(), "a /64 is one network");
        let proxies: Vec<_> = (0..5).flat_map(|_| [admit("10.1.2.3"), admit("127.0.0.1"), admit("::1")]).collect();
        assert!(proxies.iter().all(Option::is_some));
        drop(first);
        let third = admit("198.51.100.7").unwrap();
        assert!(admit("198.51.100.7").is_none());
        drop((second, third, other, household, proxies));
        assert!(networks.lock().is_empty(), "nothing is left of closed connections");
    }
}
