//! The one source of « now ».

use std::sync::{
    Arc, OnceLock,
    atomic::{AtomicI64, Ordering},
};

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, TimeZone as _, Utc};
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

    /// The moment at which a day begins in Morocco, in UTC.
    #[must_use]
    pub fn begin_of_day_in_morocco(day: NaiveDate) -> NaiveDateTime {
        // Clocks are changed at two or three in the morning, so that every day has its midnight.
        let midnight = day.and_time(NaiveTime::MIN);
        Casablanca.from_local_datetime(&midnight).earliest().map_or(midnight, |moment| moment.naive_utc())
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_begins_at_midnight_in_morocco() {
        // Of the clocks of Ramadan too, which are those of Greenwich.
        for (day, begin) in [("2026-11-30", "2026-11-29 23:00:00"), ("2026-03-01", "2026-03-01 00:00:00")] {
            let found = Clock::begin_of_day_in_morocco(day.parse().unwrap());
            assert_eq!(found.to_string(), begin);
            assert_eq!(Clock::in_morocco(found).to_string(), format!("{day} 00:00:00"));
        }
    }
}
