//! Rate limits. Counted in memory: a restart resets them, and accounts are never locked.

mod back_off;

use std::{hash::Hash, net::IpAddr, num::NonZeroU32, time::Duration};

use governor::{
    Quota, RateLimiter,
    clock::{Clock as GovernorClock, Reference as _},
    middleware::NoOpMiddleware,
    state::keyed::DefaultKeyedStateStore,
};

use self::back_off::BackOff;
use super::client_address::network;
use crate::{
    domain::fault::RetryAfter,
    server::{clock::Clock, config::Limits},
};

/// Every limit of the server. Addresses are counted by network: an IPv4 address or an IPv6 /64.
pub struct RateLimits {
    sign_ins: ByNetwork,
    drafts: ByNetwork,
    registrations: ByNetwork,
    reset_requests: ByNetwork,
    password_advice: ByNetwork,
    new_passwords: ByNetwork,
    data_downloads: ByNetwork,
    film_searches: ByNetwork,
    profile_views: Buckets<i64>,
    failures: BackOff,
    clock: Clock,
}

impl RateLimits {
    /// Limits by `limits`, timed by `clock`.
    #[must_use]
    pub fn new(limits: &Limits, clock: &Clock) -> Self {
        Self {
            sign_ins: ByNetwork::new(Quota::per_minute(one_or_more(limits.sign_in_per_minute)), clock),
            drafts: ByNetwork::new(Quota::per_hour(one_or_more(limits.drafts_per_hour)), clock),
            registrations: ByNetwork::new(Quota::per_hour(one_or_more(limits.registrations_per_hour)), clock),
            reset_requests: ByNetwork::new(Quota::per_hour(one_or_more(limits.reset_requests_per_hour)), clock),
            password_advice: ByNetwork::new(Quota::per_minute(one_or_more(limits.password_advice_per_minute)), clock),
            new_passwords: ByNetwork::new(Quota::per_minute(one_or_more(limits.new_passwords_per_minute)), clock),
            data_downloads: ByNetwork::new(Quota::per_hour(one_or_more(limits.data_downloads_per_hour)), clock),
            film_searches: ByNetwork::new(Quota::per_minute(one_or_more(limits.film_searches_per_minute)), clock),
            profile_views: Buckets::new(Quota::per_hour(one_or_more(limits.profile_views_per_hour)), clock),
            failures: BackOff::new(limits.sign_in_free_failures, limits.sign_in_max_wait_seconds),
            clock: clock.clone(),
        }
    }

    /// Counts a form begun from this address.
    ///
    /// # Errors
    /// How long to wait.
    pub fn draft_begun(&self, address: IpAddr) -> Result<(), RetryAfter> {
        self.drafts.check(address)
    }

    /// Counts a registration from this address.
    ///
    /// # Errors
    /// How long to wait.
    pub fn registration(&self, address: IpAddr) -> Result<(), RetryAfter> {
        self.registrations.check(address)
    }

    /// Counts a report of a forgotten password from this address.
    ///
    /// # Errors
    /// How long to wait.
    pub fn reset_request(&self, address: IpAddr) -> Result<(), RetryAfter> {
        self.reset_requests.check(address)
    }

    /// Counts a password judged for this address.
    ///
    /// # Errors
    /// How long to wait.
    pub fn password_advice(&self, address: IpAddr) -> Result<(), RetryAfter> {
        self.password_advice.check(address)
    }

    /// Counts a new password that is judged and hashed for this address.
    ///
    /// # Errors
    /// How long to wait.
    pub fn new_password(&self, address: IpAddr) -> Result<(), RetryAfter> {
        self.new_passwords.check(address)
    }

    /// Counts a download of one's own data from this address.
    ///
    /// # Errors
    /// How long to wait.
    pub fn data_download(&self, address: IpAddr) -> Result<(), RetryAfter> {
        self.data_downloads.check(address)
    }

    /// Counts a film search from this address.
    ///
    /// # Errors
    /// How long to wait.
    pub fn film_search(&self, address: IpAddr) -> Result<(), RetryAfter> {
        self.film_searches.check(address)
    }

    /// Counts a profile of another person opened by this account.
    ///
    /// # Errors
    /// How long to wait.
    pub fn profile_view(&self, account_id: i64) -> Result<(), RetryAfter> {
        self.profile_views.check(&account_id)
    }

    /// Counts an attempt to sign in as `identifier` (normalised) from this address. It counts as a failure until
    /// [`Self::sign_in_succeeded`] says otherwise, so that attempts sent all at once are counted too.
    ///
    /// # Errors
    /// How long to wait.
    pub fn sign_in_attempt(&self, identifier: &str, address: IpAddr) -> Result<(), RetryAfter> {
        self.sign_ins.check(address)?;
        self.failures.attempt(identifier, network(address), self.clock.since_epoch())
    }

    /// The attempt was a success: earlier failures are deleted.
    pub fn sign_in_succeeded(&self, identifier: &str, address: IpAddr) {
        self.failures.succeeded(identifier, network(address));
    }

    /// Frees the memory of addresses and accounts that have been quiet; called every minute.
    pub fn forget_idle(&self) {
        for limiter in [
            &self.sign_ins,
            &self.drafts,
            &self.registrations,
            &self.reset_requests,
            &self.password_advice,
            &self.new_passwords,
            &self.data_downloads,
            &self.film_searches,
        ] {
            limiter.0.forget_idle();
        }
        self.profile_views.forget_idle();
        self.failures.forget_idle(self.clock.since_epoch());
    }
}

fn one_or_more(number: u32) -> NonZeroU32 {
    NonZeroU32::new(number).unwrap_or(NonZeroU32::MIN)
}

/// A token bucket for each key.
struct Buckets<K: Eq + Hash + Clone>(RateLimiter<K, DefaultKeyedStateStore<K>, AppClock, NoOpMiddleware<Duration>>);

impl<K: Eq + Hash + Clone> Buckets<K> {
    fn new(quota: Quota, clock: &Clock) -> Self {
        Self(RateLimiter::new(quota, DefaultKeyedStateStore::default(), AppClock(clock.clone())))
    }

    fn check(&self, key: &K) -> Result<(), RetryAfter> {
        self.0.check_key(key).map_err(|too_early| {
            let now = self.0.clock().now();
            RetryAfter::at_least(too_early.earliest_possible().duration_since(now).into())
        })
    }

    fn forget_idle(&self) {
        self.0.retain_recent();
        self.0.shrink_to_fit();
    }
}

/// A token bucket for each network.
struct ByNetwork(Buckets<IpAddr>);

impl ByNetwork {
    fn new(quota: Quota, clock: &Clock) -> Self {
        Self(Buckets::new(quota, clock))
    }

    fn check(&self, address: IpAddr) -> Result<(), RetryAfter> {
        self.0.check(&network(address))
    }
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

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::TimeDelta;

    fn limits(clock: &Clock) -> RateLimits {
        RateLimits::new(
            &Limits {
                sign_in_per_minute: 100,
                sign_in_free_failures: 5,
                sign_in_max_wait_seconds: 60,
                drafts_per_hour: 2,
                registrations_per_hour: 1,
                reset_requests_per_hour: 1,
                password_advice_per_minute: 1,
                new_passwords_per_minute: 1,
                mails_per_hour: 1,
                data_downloads_per_hour: 1,
                film_searches_per_minute: 1,
                profile_views_per_hour: 2,
                draft_files: 20,
                draft_megabytes: 80,
            },
            clock,
        )
    }

    #[test]
    fn an_address_gets_its_tokens_back_with_time() {
        let clock = Clock::default();
        let limits = limits(&clock);
        let (here, there) = (IpAddr::from([198, 51, 100, 7]), IpAddr::from([198, 51, 100, 8]));
        assert_eq!(limits.draft_begun(here), Ok(()));
        assert_eq!(limits.draft_begun(here), Ok(()));
        let RetryAfter(seconds) = limits.draft_begun(here).unwrap_err();
        assert!((1799..=1800).contains(&seconds), "{seconds}");
        assert_eq!(limits.draft_begun(there), Ok(()));
        clock.advance(TimeDelta::seconds(1800));
        assert_eq!(limits.draft_begun(here), Ok(()));
        assert!(limits.draft_begun(here).is_err());
    }

    #[test]
    fn every_account_has_its_own_views() {
        let clock = Clock::default();
        let limits = limits(&clock);
        assert_eq!([limits.profile_view(1), limits.profile_view(1)], [Ok(()), Ok(())]);
        assert_eq!(limits.profile_view(1), Err(RetryAfter(1800)));
        assert_eq!(limits.profile_view(2), Ok(()));
        clock.advance(TimeDelta::hours(2));
        limits.forget_idle();
        assert_eq!(limits.profile_views.0.len(), 0);
    }

    #[test]
    fn quiet_addresses_take_no_memory() {
        let clock = Clock::default();
        let limits = limits(&clock);
        for last in 0..200 {
            limits.registration(IpAddr::from([198, 51, 100, last])).unwrap();
        }
        limits.forget_idle();
        assert_eq!(limits.registrations.0.0.len(), 200);
        clock.advance(TimeDelta::hours(2));
        limits.forget_idle();
        assert_eq!(limits.registrations.0.0.len(), 0);
    }
}
