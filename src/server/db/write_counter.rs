//! How often this process has written: caches compare it to recognise values that may be out of date.

use std::sync::atomic::{AtomicU64, Ordering};

static WRITES: AtomicU64 = AtomicU64::new(0);

/// How often this process has committed a transaction. Read it before reading the database.
#[must_use]
pub fn writes() -> u64 {
    WRITES.load(Ordering::Acquire)
}

/// Counts a commit that may have changed something.
pub(super) fn count_write() {
    WRITES.fetch_add(1, Ordering::AcqRel);
}
