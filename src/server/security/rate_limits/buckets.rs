//! Token buckets whose limit may change.

use std::{
    hash::Hash,
    net::{IpAddr, Ipv6Addr},
    num::NonZeroU32,
    sync::{Arc, PoisonError, RwLock},
    time::Duration,
};

use governor::{
    Quota, RateLimiter,
    clock::{Clock as GovernorClock, Reference as _},
    middleware::NoOpMiddleware,
    state::keyed::DefaultKeyedStateStore,
};

use crate::{
    domain::fault::RetryAfter,
    server::{
        clock::Clock,
        security::client_address::{network, site},
    },
};

/// How much more all networks of an IPv6 /48 together may do than one of them.
const NETWORKS_OF_A_SITE: NonZeroU32 = NonZeroU32::MIN.saturating_add(15);

type Limiter<K> = RateLimiter<K, DefaultKeyedStateStore<K>, AppClock, NoOpMiddleware<Duration>>;

/// A token bucket for each key.
pub struct Buckets<K: Eq + Hash + Clone> {
    current: RwLock<(Quota, Arc<Limiter<K>>)>,
    clock: Clock,
}

impl<K: Eq + Hash + Clone> Buckets<K> {
    pub fn new(quota: Quota, clock: &Clock) -> Self {
        Self { current: RwLock::new((quota, Arc::new(limiter(quota, clock)))), clock: clock.clone() }
    }

    pub fn set(&self, quota: Quota) {
        let mut current = self.current.write().unwrap_or_else(PoisonError::into_inner);
        if current.0 != quota {
            *current = (quota, Arc::new(limiter(quota, &self.clock)));
        }
    }

    pub fn check(&self, key: &K) -> Result<(), RetryAfter> {
        let limiter = self.limiter();
        limiter.check_key(key).map_err(|too_early| {
            let now = limiter.clock().now();
            RetryAfter::at_least(too_early.earliest_possible().duration_since(now).into())
        })
    }

    pub fn forget_idle(&self) {
        let limiter = self.limiter();
        limiter.retain_recent();
        limiter.shrink_to_fit();
    }

    /// How many keys it counts for.
    #[cfg(test)]
    pub fn len(&self) -> usize {
        self.limiter().len()
    }

    fn limiter(&self) -> Arc<Limiter<K>> {
        self.current.read().unwrap_or_else(PoisonError::into_inner).1.clone()
    }
}

fn limiter<K: Eq + Hash + Clone>(quota: Quota, clock: &Clock) -> Limiter<K> {
    RateLimiter::new(quota, DefaultKeyedStateStore::default(), AppClock(clock.clone()))
}

/// A token bucket for each network, and a larger one for each IPv6 /48.
pub struct ByNetwork(Buckets<IpAddr>, Buckets<Ipv6Addr>);

impl ByNetwork {
    pub fn new(quota: Quota, clock: &Clock) -> Self {
        Self(Buckets::new(quota, clock), Buckets::new(of_site(quota), clock))
    }

    pub fn set(&self, quota: Quota) {
        self.0.set(quota);
        self.1.set(of_site(quota));
    }

    pub fn check(&self, address: IpAddr) -> Result<(), RetryAfter> {
        self.0.check(&network(address))?;
        site(address).map_or(Ok(()), |site| self.1.check(&site))
    }

    pub fn forget_idle(&self) {
        self.0.forget_idle();
        self.1.forget_idle();
    }

    /// How many networks it counts for.
    #[cfg(test)]
    pub fn len(&self) -> usize {
        self.0.len()
    }
}

/// What all networks of an IPv6 /48 together may do.
fn of_site(quota: Quota) -> Quota {
    Quota::with_period(quota.replenish_interval() / NETWORKS_OF_A_SITE.get())
        .unwrap_or(quota)
        .allow_burst(quota.burst_size().saturating_mul(NETWORKS_OF_A_SITE))
}

/// Our injected clock as governor wants it.
#[derive(Debug, Clone)]
struct AppClock(Clock);

impl GovernorClock for AppClock {
    type Instant = Duration;

    fn now(&self) -> Duration {
        self.0.since_epoch()
    }
}
