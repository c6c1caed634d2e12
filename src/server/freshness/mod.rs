//! Whether something in memory that shows people is still so.
//!
//! What changed in the database is known up to a version, which a check of the database raises
//! (`services::operations::freshness`). A request waits for a check that began after the request came, so it never gets
//! what was changed or hidden before; many requests share one check.

mod changes;

use std::sync::{
    Mutex, MutexGuard, PoisonError,
    atomic::{AtomicU64, Ordering},
};

use chrono::NaiveDate;

pub use self::changes::DatabaseNews;
use self::changes::SeenChanges;
use super::{
    error::{AppError, AppResult},
    search_index::Progress,
};

/// What of the database something shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    /// Nothing: it changes with the program and its settings only.
    NothingStored,
    /// People in general: lists, figures.
    Everyone,
    /// One person, by `people.id`.
    Person(i64),
}

/// What something in memory shows, and as of when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stamp {
    pub shown: Shown,
    /// Up to which version changes were known before it was read.
    pub version: u64,
    /// Ages change with the day.
    pub day: NaiveDate,
}

/// Up to where the changes of the database are known.
#[derive(Default)]
pub struct Freshness {
    seen: Mutex<SeenChanges>,
    /// Only one request at a time checks the database.
    turn: tokio::sync::Mutex<()>,
    checks_begun: AtomicU64,
    last_completed_check: AtomicU64,
    last_failed_check: AtomicU64,
}

impl Freshness {
    /// Takes over what changed in the database. `load` reads it, given how far the last reading was; it is not called
    /// when another check began after this call and has ended.
    ///
    /// # Errors
    /// Those of `load`, also of one that another call shares: then nothing in memory may be taken for fresh.
    pub async fn check<F>(&self, load: impl FnOnce(Option<Progress>) -> F) -> AppResult<()>
    where
        F: Future<Output = AppResult<DatabaseNews>>,
    {
        let begun_before = self.checks_begun.load(Ordering::Acquire);
        let _turn = self.turn.lock().await;
        if self.last_completed_check.load(Ordering::Acquire) > begun_before {
            return Ok(());
        }
        if self.last_failed_check.load(Ordering::Acquire) > begun_before {
            return Err(AppError::Unavailable("a check of the database that this one waited for failed".to_owned()));
        }
        let own = self.checks_begun.fetch_add(1, Ordering::AcqRel) + 1;
        let progress = self.seen().progress();
        let news = load(progress).await.inspect_err(|_| self.last_failed_check.store(own, Ordering::Release))?;
        self.seen().take_over(news);
        self.last_completed_check.store(own, Ordering::Release);
        Ok(())
    }

    /// The stamp of what is about to be read. Make it before reading.
    #[must_use]
    pub fn stamp(&self, shown: Shown, day: NaiveDate) -> Stamp {
        Stamp { shown, version: self.seen().version(), day }
    }

    /// Whether no check was made yet.
    #[must_use]
    pub fn is_unknown(&self) -> bool {
        self.seen().version() == 0
    }

    /// Whether what has this stamp is so on this day, as far as the last check knows.
    #[must_use]
    pub fn is_fresh(&self, stamp: Stamp, today: NaiveDate) -> bool {
        stamp.day == today && self.seen().is_current(stamp.shown, stamp.version)
    }

    fn seen(&self) -> MutexGuard<'_, SeenChanges> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use std::{sync::Arc, time::Duration};

    use super::*;

    const DAY: NaiveDate = NaiveDate::MIN;
    const ALL: [Shown; 4] = [Shown::NothingStored, Shown::Everyone, Shown::Person(1), Shown::Person(2)];

    async fn check(freshness: &Freshness, people: &[(i64, i64)]) {
        let people = people.to_vec();
        let load = |progress| async move { Ok(DatabaseNews { people, ..DatabaseNews::after(progress) }) };
        freshness.check(load).await.unwrap();
    }

    #[tokio::test]
    async fn a_change_ends_what_shows_it() {
        let freshness = Freshness::default();
        assert!(freshness.is_unknown());
        let too_early = freshness.stamp(Shown::Everyone, DAY);
        check(&freshness, &[]).await;
        assert!(!freshness.is_unknown() && !freshness.is_fresh(too_early, DAY));
        let stamps = || ALL.map(|shown| freshness.stamp(shown, DAY));
        let fresh = |stamps: [Stamp; 4]| stamps.map(|stamp| freshness.is_fresh(stamp, DAY));
        let before = stamps();
        check(&freshness, &[]).await;
        assert_eq!(fresh(before), [true; 4]);
        check(&freshness, &[(2, 2)]).await;
        assert_eq!(fresh(before), [true, false, true, false]);
        let before = stamps();
        assert_eq!(fresh(before), [true; 4]);
        check(&freshness, &[(1, 100_000)]).await;
        assert_eq!(fresh(before), [true, false, false, false]);
        assert!(!freshness.is_fresh(freshness.stamp(Shown::NothingStored, DAY), NaiveDate::MAX), "another day");
    }

    #[tokio::test]
    async fn what_was_read_while_its_person_changed_is_not_fresh() {
        let freshness = Freshness::default();
        check(&freshness, &[]).await;
        let stamp = freshness.stamp(Shown::Person(1), DAY);
        check(&freshness, &[(1, 1)]).await;
        assert!(!freshness.is_fresh(stamp, DAY));
    }

    #[tokio::test]
    async fn requests_that_wait_share_a_check_and_a_failed_one_serves_none() {
        let freshness = Arc::new(Freshness::default());
        let loads = Arc::new(AtomicU64::new(0));
        let checks: Vec<_> = (0..50)
            .map(|_| {
                let (freshness, loads) = (freshness.clone(), loads.clone());
                tokio::spawn(async move {
                    let load = |progress| async move {
                        loads.fetch_add(1, Ordering::AcqRel);
                        tokio::time::sleep(Duration::from_millis(20)).await;
                        Ok(DatabaseNews::after(progress))
                    };
                    freshness.check(load).await.unwrap();
                })
            })
            .collect();
        for check in checks {
            check.await.unwrap();
        }
        assert!((1..50).contains(&loads.load(Ordering::Acquire)));
        assert!(freshness.check(|_| async { Err(AppError::NotFound) }).await.is_err());
    }
}
