//! The one source of « now ».

use std::sync::{
    Arc, OnceLock,
    atomic::{AtomicI64, Ordering},
};

use chrono::{DateTime, NaiveDate, NaiveDateTime, TimeDelta, Utc};
use chrono_tz::Africa::Casablanca;

/// Tells the time. Tests move it; all other code uses the system's.
#[derive(Debug, Clone, Default)]
pub struct Clock {
    offset_seconds: Arc<AtomicI64>,
    stands_at: Arc<OnceLock<DateTime<Utc>>>,
}

impl Clock {
    /// The moment in UTC without its zone, as the databases store it, cut to whole seconds.
    #[must_use]
    pub fn now(&self) -> NaiveDateTime {
        let moment = self.utc().naive_utc();
        moment - TimeDelta::nanoseconds(i64::from(moment.and_utc().timestamp_subsec_nanos()))
    }

    /// The calendar day in Morocco, which decides ages.
    #[must_use]
    pub fn today(&self) -> NaiveDate {
        self.utc().with_timezone(&Casablanca).date_naive()
    }

    /// A stored moment as clocks in Morocco show it.
    #[must_use]
    pub fn in_morocco(moment: NaiveDateTime) -> NaiveDateTime {
        moment.and_utc().with_timezone(&Casablanca).naive_local()
    }

    /// Time since 1970, for measuring how long things take or wait.
    #[must_use]
    pub fn since_epoch(&self) -> std::time::Duration {
        (self.utc() - DateTime::UNIX_EPOCH).to_std().unwrap_or_default()
    }

    /// Moves this clock and its clones forward; for tests of expiries.
    pub fn advance(&self, by: TimeDelta) {
        self.offset_seconds.fetch_add(by.num_seconds(), Ordering::Relaxed);
    }

    /// From now on this clock and its clones go only by [`Self::advance`]; for tests of waits of a second.
    pub fn stop(&self) {
        self.stands_at.get_or_init(Utc::now);
    }

    fn utc(&self) -> DateTime<Utc> {
        self.stands_at.get().copied().unwrap_or_else(Utc::now)
            + TimeDelta::seconds(self.offset_seconds.load(Ordering::Relaxed))
    }
}
