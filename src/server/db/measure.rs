//! How long all statements took together, for `make bench`. Nothing is measured unless it is switched on.

use std::{
    sync::atomic::{AtomicU64, Ordering},
    time::{Duration, Instant},
};

use diesel::connection::{Instrumentation, InstrumentationEvent, set_default_instrumentation};

use crate::server::error::{AppError, AppResult};

static STATEMENTS: AtomicU64 = AtomicU64::new(0);
static NANOSECONDS: AtomicU64 = AtomicU64::new(0);

/// Measures every connection made from now on.
pub fn switch_on() -> AppResult<()> {
    set_default_instrumentation(|| Some(Box::new(Stopwatch(None)))).map_err(AppError::from)
}

/// How many statements there were since the start, and their time: on SQLite that of the library, on PostgreSQL
/// until the answer came.
#[must_use]
pub fn total() -> (u64, Duration) {
    (STATEMENTS.load(Ordering::Relaxed), Duration::from_nanos(NANOSECONDS.load(Ordering::Relaxed)))
}

/// The beginning of the statement that runs on one connection.
struct Stopwatch(Option<Instant>);

impl Instrumentation for Stopwatch {
    fn on_connection_event(&mut self, event: InstrumentationEvent<'_>) {
        match event {
            InstrumentationEvent::StartQuery { .. } => self.0 = Some(Instant::now()),
            InstrumentationEvent::FinishQuery { .. } => {
                if let Some(began) = self.0.take() {
                    let nanoseconds = u64::try_from(began.elapsed().as_nanos()).unwrap_or(u64::MAX);
                    NANOSECONDS.fetch_add(nanoseconds, Ordering::Relaxed);
                    STATEMENTS.fetch_add(1, Ordering::Relaxed);
                }
            }
            _ => {}
        }
    }
}
