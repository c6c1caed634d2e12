//! Ages on a day. In years without a 29 February that birthday is on 1 March.

use chrono::{Datelike as _, NaiveDate};

/// From this age on a person decides alone.
pub const ADULT_AGE: u32 = 18;

/// Full years since birth; a birth date still to come counts as zero.
#[must_use]
pub fn age_on(birth: NaiveDate, day: NaiveDate) -> u32 {
    day.years_since(birth).unwrap_or(0)
}

/// Whether a person is under eighteen on a day.
#[must_use]
pub fn is_minor(birth: NaiveDate, day: NaiveDate) -> bool {
    age_on(birth, day) < ADULT_AGE
}

/// A change of a stored birth date that only an administrator may make.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GuardedChange {
    /// Across the eighteenth birthday, in either direction.
    AcrossMajority,
    /// A minor becomes older, and so comes of age sooner.
    MinorOlder,
}

/// Whether a change of a birth date, made on a day, is one for an administrator. A minor's rules must not be escaped, at
/// once or by waiting, nor fallen under by a typing error.
#[must_use]
pub fn guarded_change(stored: NaiveDate, typed: NaiveDate, day: NaiveDate) -> Option<GuardedChange> {
    match (is_minor(stored, day), is_minor(typed, day)) {
        (true, false) | (false, true) => Some(GuardedChange::AcrossMajority),
        (true, true) if typed < stored => Some(GuardedChange::MinorOlder),
        _ => None,
    }
}

/// The latest birth date of an adult on a day: what a query compares with.
#[must_use]
pub fn latest_adult_birth(day: NaiveDate) -> NaiveDate {
    latest_birth(ADULT_AGE, day)
}

/// The latest birth date with which a person is this many years old on a day.
#[must_use]
pub fn latest_birth(age: u32, day: NaiveDate) -> NaiveDate {
    let years = i32::try_from(age).unwrap_or(i32::MAX);
    let same_day = |day: NaiveDate| day.with_year(day.year().saturating_sub(years));
    // Only 29 February has no such day: then birth dates up to the 28th count.
    same_day(day).or_else(|| day.pred_opt().and_then(same_day)).unwrap_or(day)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn only_administrators_bring_a_minor_nearer_to_eighteen() {
        let date = |text: &str| text.parse::<NaiveDate>().unwrap();
        let today = date("2026-11-29");
        for (stored, typed, expected) in [
            ("2010-05-17", "2010-05-17", None),
            ("2010-05-17", "2010-05-18", None),
            ("2010-05-17", "2012-05-17", None),
            ("2010-05-17", "2010-05-16", Some(GuardedChange::MinorOlder)),
            ("2010-05-17", "2008-11-30", Some(GuardedChange::MinorOlder)),
            ("2010-05-17", "2008-11-29", Some(GuardedChange::AcrossMajority)),
            ("2010-05-17", "1990-02-28", Some(GuardedChange::AcrossMajority)),
            ("1990-02-28", "2010-05-17", Some(GuardedChange::AcrossMajority)),
            ("1990-02-28", "1989-02-28", None),
            ("1990-02-28", "1991-02-28", None),
        ] {
            assert_eq!(guarded_change(date(stored), date(typed), today), expected, "{stored} → {typed}");
        }
    }

    fn date(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap()
    }

    #[test]
    fn a_birthday_counts_from_its_first_hour() {
        assert_eq!(age_on(date(2000, 5, 10), date(2026, 5, 9)), 25);
        assert_eq!(age_on(date(2000, 5, 10), date(2026, 5, 10)), 26);
        assert_eq!(age_on(date(2030, 1, 1), date(2026, 1, 1)), 0);
    }

    #[test]
    fn leap_days_wait_for_march() {
        assert!(is_minor(date(2008, 2, 29), date(2026, 2, 28)));
        assert!(!is_minor(date(2008, 2, 29), date(2026, 3, 1)));
        assert_eq!(latest_adult_birth(date(2028, 2, 29)), date(2010, 2, 28));
    }

    proptest! {
        #[test]
        fn age_is_the_number_of_birthdays(born in 0_i32..40_000, later in 0_i32..40_000) {
            let born = NaiveDate::from_num_days_from_ce_opt(700_000 + born).unwrap();
            let day = born + chrono::TimeDelta::days(i64::from(later));
            let birthdays = (born.year() + 1..=day.year())
                .filter(|year| {
                    let birthday = NaiveDate::from_ymd_opt(*year, born.month(), born.day())
                        .unwrap_or_else(|| NaiveDate::from_ymd_opt(*year, 3, 1).unwrap());
                    birthday <= day
                })
                .count();
            prop_assert_eq!(age_on(born, day) as usize, birthdays);
        }

        #[test]
        fn the_compared_date_says_the_same_as_the_age(birth in 0..80_000_i32, day in 0..80_000_i32, age in 0..111_u32) {
            let start = date(1900, 1, 1).num_days_from_ce();
            let birth = NaiveDate::from_num_days_from_ce_opt(start + birth).unwrap();
            let day = NaiveDate::from_num_days_from_ce_opt(start + day).unwrap();
            prop_assert_eq!(is_minor(birth, day), birth > latest_adult_birth(day));
            if birth <= day {
                prop_assert_eq!(age_on(birth, day) >= age, birth <= latest_birth(age, day));
            }
        }
    }
}
