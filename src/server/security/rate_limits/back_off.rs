//! Failures of one account at one network wait longer and longer.

use std::{
    collections::HashMap,
    net::IpAddr,
    sync::{Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use crate::{domain::fault::RetryAfter, server::security::tokens::token_hash};

/// After this long without an attempt, failures are deleted.
const FORGOTTEN_AFTER: Duration = Duration::from_secs(60 * 60);
/// More pairs than this are not stored, which bounds the memory.
const MOST_PAIRS: usize = 100_000;

/// Counts attempts by account and network.
pub struct BackOff {
    free: u32,
    longest: Duration,
    failures: Mutex<HashMap<Key, Failures>>,
}

type Key = (Vec<u8>, IpAddr);

struct Failures {
    count: u32,
    last: Duration,
    wait_until: Duration,
}

impl BackOff {
    pub fn new(free: u32, longest_seconds: u64) -> Self {
        Self { free: free.max(1), longest: Duration::from_secs(longest_seconds), failures: Mutex::default() }
    }

    /// Counts an attempt, unless the pair has to wait.
    pub fn attempt(&self, identifier: &str, network: IpAddr, now: Duration) -> Result<(), RetryAfter> {
        let mut failures = self.failures();
        let key = key(identifier, network);
        if !failures.contains_key(&key) && failures.len() >= MOST_PAIRS {
            failures.retain(|_, pair| pair.wait_until > now);
        }
        let pair = failures.entry(key).or_insert(Failures { count: 0, last: now, wait_until: now });
        if pair.wait_until > now {
            return Err(RetryAfter::at_least(pair.wait_until.saturating_sub(now)));
        }
        if now.saturating_sub(pair.last) > FORGOTTEN_AFTER {
            pair.count = 0;
        }
        pair.count = pair.count.saturating_add(1);
        pair.last = now;
        pair.wait_until = now + self.wait_after(pair.count);
        Ok(())
    }

    pub fn succeeded(&self, identifier: &str, network: IpAddr) {
        self.failures().remove(&key(identifier, network));
    }

    pub fn forget_idle(&self, now: Duration) {
        let mut failures = self.failures();
        failures.retain(|_, pair| now.saturating_sub(pair.last) <= FORGOTTEN_AFTER);
        failures.shrink_to_fit();
    }

    /// Nothing, then 1 s after the last free failure, doubling.
    fn wait_after(&self, count: u32) -> Duration {
        match count.checked_sub(self.free) {
            None => Duration::ZERO,
            Some(doublings) => Duration::from_secs(1_u64.checked_shl(doublings).unwrap_or(u64::MAX)).min(self.longest),
        }
    }

    /// A panic elsewhere must not end signing in.
    fn failures(&self) -> MutexGuard<'_, HashMap<Key, Failures>> {
        self.failures.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Identifiers are e-mail addresses: only their hashes stay in memory, all of one length.
fn key(identifier: &str, network: IpAddr) -> Key {
    (token_hash(identifier), network)
}

#[cfg(test)]
mod tests {
    use super::*;

    const HERE: IpAddr = IpAddr::V4(std::net::Ipv4Addr::new(198, 51, 100, 7));
    const THERE: IpAddr = IpAddr::V4(std::net::Ipv4Addr::new(203, 0, 113, 9));

    #[test]
    fn the_fifth_failure_waits_a_second_and_then_twice_as_long_each_time() {
        let back_off = BackOff::new(5, 60);
        let mut now = Duration::from_secs(1_000_000);
        for _ in 0..5 {
            assert_eq!(back_off.attempt("a@example.org", HERE, now), Ok(()));
        }
        for seconds in [1, 2, 4, 8, 16, 32, 60, 60] {
            assert_eq!(back_off.attempt("a@example.org", HERE, now), Err(RetryAfter(seconds)));
            assert_eq!(back_off.attempt("b@example.org", HERE, now), Ok(()));
            assert_eq!(back_off.attempt("a@example.org", THERE, now), Ok(()));
            back_off.succeeded("b@example.org", HERE);
            back_off.succeeded("a@example.org", THERE);
            now += Duration::from_secs(seconds);
            assert_eq!(back_off.attempt("a@example.org", HERE, now), Ok(()));
        }
        back_off.forget_idle(now + Duration::from_secs(3601));
        assert!(back_off.failures().is_empty());
    }

    #[test]
    fn success_and_time_forgive() {
        let back_off = BackOff::new(2, 60);
        let now = Duration::from_secs(1_000_000);
        back_off.attempt("a@example.org", HERE, now).unwrap();
        back_off.succeeded("a@example.org", HERE);
        back_off.attempt("a@example.org", HERE, now).unwrap();
        assert_eq!(back_off.attempt("a@example.org", HERE, now), Ok(()));
        assert!(back_off.attempt("a@example.org", HERE, now).is_err());
        let later = now + FORGOTTEN_AFTER + Duration::from_secs(2);
        back_off.attempt("a@example.org", HERE, later).unwrap();
        assert_eq!(back_off.attempt("a@example.org", HERE, later), Ok(()));
    }
}
