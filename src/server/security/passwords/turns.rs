//! Waiting for one of a few turns.

use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::server::error::{AppError, AppResult};

/// Work that needs a core, so much at once, in the order it came; the rest waits in a queue that has an end.
pub struct Turns {
    /// What the work is, for the log.
    name: &'static str,
    free: Arc<Semaphore>,
    waiting: AtomicUsize,
    most_waiting: usize,
    longest_wait: Duration,
}

impl Turns {
    /// `at_once` turns, at least one.
    pub fn new(name: &'static str, at_once: usize, most_waiting: usize, longest_wait: Duration) -> Self {
        let free = Arc::new(Semaphore::new(at_once.max(1)));
        Self { name, free, waiting: AtomicUsize::new(0), most_waiting, longest_wait }
    }

    /// Does a piece of work when its turn comes.
    ///
    /// # Errors
    /// `Unavailable` at once when the queue is full, or when the turn did not come in time.
    pub async fn take<T: Send + 'static>(&self, work: impl FnOnce() -> AppResult<T> + Send + 'static) -> AppResult<T> {
        let turn = self.wait().await?;
        tokio::task::spawn_blocking(move || {
            // Held until the work ends, even when the caller has gone.
            let _turn = turn;
            work()
        })
        .await
        .map_err(AppError::internal)?
    }

    async fn wait(&self) -> AppResult<OwnedSemaphorePermit> {
        if let Ok(turn) = self.free.clone().try_acquire_owned() {
            return Ok(turn);
        }
        let place = Place(&self.waiting);
        if place.0.fetch_add(1, Ordering::Relaxed) >= self.most_waiting {
            return Err(self.busy("the queue is full"));
        }
        tokio::time::timeout(self.longest_wait, self.free.clone().acquire_owned())
            .await
            .map_err(|_| self.busy("the turn did not come in time"))?
            .map_err(AppError::internal)
    }

    fn busy(&self, why: &str) -> AppError {
        AppError::Unavailable(format!("{}: {why}", self.name))
    }
}

/// A place in the queue, given back when the caller goes on or goes away.
struct Place<'a>(&'a AtomicUsize);

impl Drop for Place<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_full_queue_refuses_at_once_and_is_free_again_afterwards() {
        let turns = Turns::new("tests", 1, 1, Duration::from_secs(600));
        let held = turns.wait().await.unwrap();
        let mut next = Box::pin(turns.wait());
        assert!(futures_util::poll!(&mut next).is_pending());
        assert!(matches!(turns.wait().await, Err(AppError::Unavailable(_))));
        drop(held);
        drop(next.await.unwrap());
        assert_eq!(turns.take(|| Ok(7)).await.unwrap(), 7);
        assert_eq!(turns.waiting.load(Ordering::Relaxed), 0);
    }

    #[tokio::test]
    async fn a_caller_who_goes_away_leaves_the_queue() {
        let turns = Turns::new("tests", 1, 1, Duration::from_secs(600));
        let held = turns.wait().await.unwrap();
        let mut gone = Box::pin(turns.wait());
        assert!(futures_util::poll!(&mut gone).is_pending());
        drop(gone);
        assert_eq!(turns.waiting.load(Ordering::Relaxed), 0);
        drop(held);
        assert!(turns.wait().await.is_ok());
    }
}
