//! The spans of time that the desk's charts show, and the periods that they are cut into.

use chrono::{Datelike as _, Months, NaiveDate, TimeDelta};

use super::keyed;

keyed! {
    /// A span of time up to today, as addresses name it.
    #[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
    pub enum StatisticsRange {
        /// Seven days.
        Week = "7d",
        /// Thirty days.
        #[default]
        Month = "30d",
        /// Twelve calendar months, this one included.
        Year = "12m",
        /// From the first registration on.
        All = "all",
    }
}

/// More months than these are shown as years.
const MOST_MONTHS: usize = 36;
/// More periods than these do not fit on a chart.
const MOST_PERIODS: usize = 100;

impl StatisticsRange {
    /// Its periods, oldest first, each with its first and last day. `first` is the day of the first registration.
    #[must_use]
    pub fn periods(self, first: NaiveDate, today: NaiveDate) -> Vec<(NaiveDate, NaiveDate)> {
        let days =
            |number: i64| (0..number).rev().map(|ago| today - TimeDelta::days(ago)).map(|day| (day, day)).collect();
        let this_month = today.with_day(1).unwrap_or(today);
        match self {
            Self::Week => days(7),
            Self::Month => days(30),
            Self::Year => stretches(this_month - Months::new(11), today, 1),
            Self::All => {
                let begin = first.min(today).with_day(1).unwrap_or(first);
                let months = stretches(begin, today, 1);
                if months.len() <= MOST_MONTHS {
                    return months;
                }
                stretches(begin.with_month(1).unwrap_or(begin), today, 12)
            }
        }
    }
}

/// Stretches of so many months from a day on, the last one up to today.
fn stretches(begin: NaiveDate, today: NaiveDate, months: u32) -> Vec<(NaiveDate, NaiveDate)> {
    let begins = (0..).map_while(|number: u32| begin.checked_add_months(Months::new(number.saturating_mul(months))));
    begins
        .take_while(|day| *day <= today)
        .take(MOST_PERIODS)
        .map(|day| {
            let next = day.checked_add_months(Months::new(months)).unwrap_or(today);
            (day, (next - TimeDelta::days(1)).min(today))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn periods_touch_and_end_today() {
        let today = day("2026-11-30");
        for (range, first, number, begin) in [
            (StatisticsRange::Week, "2026-01-01", 7, "2026-11-24"),
            (StatisticsRange::Month, "2026-01-01", 30, "2026-11-01"),
            (StatisticsRange::Year, "2026-11-29", 12, "2025-12-01"),
            (StatisticsRange::All, "2026-11-29", 1, "2026-11-01"),
            (StatisticsRange::All, "2026-09-15", 3, "2026-09-01"),
            (StatisticsRange::All, "2020-05-05", 7, "2020-01-01"),
            (StatisticsRange::All, "2027-05-05", 1, "2026-11-01"),
        ] {
            let periods = range.periods(day(first), today);
            assert_eq!((periods.len(), periods[0].0), (number, day(begin)), "{range:?} {first}");
            assert_eq!(periods[number - 1].1, today, "{range:?} {first}");
            for pair in periods.windows(2) {
                assert_eq!(pair[0].1 + TimeDelta::days(1), pair[1].0, "{range:?}");
            }
        }
    }
}
