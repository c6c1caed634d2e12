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
    middleware::StateInformationMiddleware,
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

type Limiter<K> = RateLimiter<K, DefaultKeyedStateStore<K>, AppClock, StateInformationMiddleware>;

/// What a limit leaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Allowance {
    /// How many at once, which come back within [`Allowance::window`].
    pub most: u32,
    pub left: u32,
    /// Until all of them are left again.
    pub whole_in: Duration,
    /// From none left to all of them.
    pub window: Duration,
}

impl Allowance {
    fn of(quota: Quota, left: u32) -> Self {
        let most = quota.burst_size().get();
        let one = quota.replenish_interval();
        let used = most.saturating_sub(left);
        Self { most, left, whole_in: one.saturating_mul(used), window: one.saturating_mul(most) }
    }
}

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
        self.take(key)?;
        Ok(())
    }

    /// As [`Self::check`]; answers what is left.
    pub fn take(&self, key: &K) -> Result<Allowance, RetryAfter> {
        let limiter = self.limiter();
        let taken = limiter.check_key(key).map_err(|too_early| {
            let now = limiter.clock().now();
            RetryAfter::at_least(too_early.earliest_possible().duration_since(now).into())
        })?;
        Ok(Allowance::of(self.quota(), taken.remaining_burst_capacity()))
    }

    /// What there is when nothing is left.
    pub fn used_up(&self) -> Allowance {
        Allowance::of(self.quota(), 0)
    }

    fn quota(&self) -> Quota {
        self.current.read().unwrap_or_else(PoisonError::into_inner).0
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
        self.take(address)?;
        Ok(())
    }

    /// As [`Self::check`]; answers what is left to the network.
    pub fn take(&self, address: IpAddr) -> Result<Allowance, RetryAfter> {
        let of_network = self.0.take(&network(address))?;
        let Some(site) = site(address) else { return Ok(of_network) };
        let of_site = self.1.take(&site)?;
        Ok(Allowance { left: of_network.left.min(of_site.left), ..of_network })
    }

    /// What a network has when nothing is left.
    pub fn used_up(&self) -> Allowance {
        self.0.used_up()
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
