//! How often this process has taken a connection from a pool, and how long it waited for one.

use std::{
    sync::atomic::{AtomicU64, Ordering},
    time::{Duration, Instant},
};

static TAKEN: AtomicU64 = AtomicU64::new(0);
static NANOSECONDS: AtomicU64 = AtomicU64::new(0);

/// How often since the start, and the waits together, those that were in vain included.
#[must_use]
pub fn pool_waits() -> (u64, Duration) {
    (TAKEN.load(Ordering::Relaxed), Duration::from_nanos(NANOSECONDS.load(Ordering::Relaxed)))
}

/// Counts a wait for a connection.
pub(super) async fn counted<T>(wait: impl Future<Output = T>) -> T {
    let began = Instant::now();
    let connection = wait.await;
    let nanoseconds = u64::try_from(began.elapsed().as_nanos()).unwrap_or(u64::MAX);
    NANOSECONDS.fetch_add(nanoseconds, Ordering::Relaxed);
    TAKEN.fetch_add(1, Ordering::Relaxed);
    connection
}
