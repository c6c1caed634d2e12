//! Which backups of a schedule are kept: the newest of each of the last days, weeks and months.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike as _, NaiveDateTime};

/// As what a backup is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kept {
    /// The newest one always is.
    Newest,
    /// The newest of its day, its week or its month.
    Day,
    Week,
    Month,
}

/// How many of each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KeepRule {
    pub days: usize,
    pub weeks: usize,
    pub months: usize,
}

impl Default for KeepRule {
    fn default() -> Self {
        Self { days: 7, weeks: 4, months: 12 }
    }
}

impl KeepRule {
    /// Reads `7d,4w,12m`; what is not named keeps none.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut rule = Self { days: 0, weeks: 0, months: 0 };
        for part in text.split(',').map(str::trim) {
            let (number, unit) = part.split_at_checked(part.len().checked_sub(1)?)?;
            let number = number.parse().ok().filter(|number| (1..=1000).contains(number))?;
            match unit {
                "d" => rule.days = number,
                "w" => rule.weeks = number,
                "m" => rule.months = number,
                _ => return None,
            }
        }
        Some(rule)
    }

    /// Those of the moments that are kept. The newest always is.
    #[must_use]
    pub fn kept(&self, moments: &BTreeSet<NaiveDateTime>) -> BTreeSet<NaiveDateTime> {
        self.kept_as(moments).into_keys().collect()
    }

    /// Those of the moments that are kept, and as what: the first reason of several.
    #[must_use]
    pub fn kept_as(&self, moments: &BTreeSet<NaiveDateTime>) -> BTreeMap<NaiveDateTime, Kept> {
        let day = |at: &NaiveDateTime| (at.year(), at.ordinal());
        let week = |at: &NaiveDateTime| (at.iso_week().year(), at.iso_week().week());
        let month = |at: &NaiveDateTime| (at.year(), at.month());
        let reasons = [
            (Kept::Newest, moments.last().copied().into_iter().collect()),
            (Kept::Day, newest_of_each(moments, self.days, day)),
            (Kept::Week, newest_of_each(moments, self.weeks, week)),
            (Kept::Month, newest_of_each(moments, self.months, month)),
        ];
        let mut kept = BTreeMap::new();
        for (reason, moments) in reasons {
            for at in moments {
                kept.entry(at).or_insert(reason);
            }
        }
        kept
    }
}

/// The newest moment of each of the newest so many spans that have one.
fn newest_of_each(
    moments: &BTreeSet<NaiveDateTime>,
    most: usize,
    span: impl Fn(&NaiveDateTime) -> (i32, u32),
) -> Vec<NaiveDateTime> {
    let mut found: Vec<NaiveDateTime> = Vec::new();
    for at in moments.iter().rev() {
        if found.len() == most {
            break;
        }
        if found.last().is_none_or(|last| span(last) != span(at)) {
            found.push(*at);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use chrono::{NaiveDate, TimeDelta};

    use super::*;

    #[test]
    fn a_rule_is_read_or_refused() {
        assert_eq!(KeepRule::parse("7d,4w,12m"), Some(KeepRule::default()));
        assert_eq!(KeepRule::parse("2d"), Some(KeepRule { days: 2, weeks: 0, months: 0 }));
        for wrong in ["", "7", "d", "0d", "7y", "-1d", "7d,,4w", "1001d", "7é"] {
            assert_eq!(KeepRule::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn each_that_is_kept_has_its_reason() {
        let at = |month, day, hour| NaiveDate::from_ymd_opt(2026, month, day).unwrap().and_hms_opt(hour, 0, 0).unwrap();
        let rule = KeepRule { days: 2, weeks: 2, months: 2 };
        let moments =
            BTreeSet::from([at(9, 30, 3), at(10, 30, 3), at(11, 20, 3), at(11, 28, 3), at(11, 29, 3), at(11, 29, 9)]);
        let expected = [
            (at(10, 30, 3), Kept::Month),
            (at(11, 20, 3), Kept::Week),
            (at(11, 28, 3), Kept::Day),
            (at(11, 29, 9), Kept::Newest),
        ];
        assert_eq!(rule.kept_as(&moments), BTreeMap::from(expected));
    }

    #[test]
    fn two_years_of_two_a_day_leave_a_few() {
        let begin = NaiveDate::from_ymd_opt(2025, 1, 1).unwrap().and_hms_opt(3, 0, 0).unwrap();
        let all: BTreeSet<_> = (0..1460).map(|n| begin + TimeDelta::hours(12 * n)).collect();
        let kept = KeepRule::default().kept(&all);
        assert_eq!(kept.last(), all.last());
        // Days, weeks and months overlap.
        assert!((17..=22).contains(&kept.len()), "{}", kept.len());
        assert!(*kept.first().unwrap() < *all.last().unwrap() - TimeDelta::days(330));
        let rule = KeepRule { days: 0, weeks: 0, months: 0 };
        assert_eq!(rule.kept(&all).len(), 1);
        assert!(rule.kept(&BTreeSet::new()).is_empty());
    }

    #[test]
    fn what_is_kept_today_was_kept_yesterday() {
        let begin = NaiveDate::from_ymd_opt(2026, 1, 1).unwrap().and_hms_opt(2, 0, 0).unwrap();
        let mut stored = BTreeSet::new();
        for n in 0..400 {
            stored.insert(begin + TimeDelta::days(n));
            stored = KeepRule::default().kept(&stored);
        }
        let months: BTreeSet<_> = stored.iter().map(|at| (at.year(), at.month())).collect();
        assert!(months.len() >= 12, "{stored:?}");
    }
}
