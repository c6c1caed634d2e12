//! Slow work on files, a few at a time, off the asynchronous threads.

use std::{sync::Arc, time::Duration};

use tokio::sync::Semaphore;

use crate::server::error::{AppError, AppResult};

/// Each photo may need 256 MiB while it is decoded.
const AT_ONCE: usize = 2;
/// A longer wait ends with « try again ».
const LONGEST_WAIT: Duration = Duration::from_secs(60);

/// The bounded pool that decodes, draws and looks into files.
#[derive(Clone)]
pub struct ImagePool(Arc<Semaphore>);

impl Default for ImagePool {
    fn default() -> Self {
        Self::of(AT_ONCE)
    }
}

impl ImagePool {
    /// A pool with so many places.
    #[must_use]
    pub fn of(places: usize) -> Self {
        Self(Arc::new(Semaphore::new(places)))
    }

    /// Does a piece of work when its turn comes. `None` when the work panicked: a file that makes a decoder panic is
    /// a damaged file, not a failure of ours.
    ///
    /// # Errors
    /// `Unavailable` when too many wait.
    pub async fn run<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> AppResult<Option<T>> {
        let permit = tokio::time::timeout(LONGEST_WAIT, self.0.clone().acquire_owned())
            .await
            .map_err(|_| AppError::Unavailable("too many files are being worked on".to_owned()))?
            .map_err(AppError::internal)?;
        let done = tokio::task::spawn_blocking(move || {
            // Held until the work ends, even when the caller has gone.
            let _permit = permit;
            work()
        })
        .await;
        match done {
            Ok(value) => Ok(Some(value)),
            Err(error) if error.is_panic() => {
                tracing::error!("a file made its reader panic");
                Ok(None)
            }
            Err(error) => Err(AppError::internal(error)),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    #[tokio::test(flavor = "multi_thread")]
    async fn two_at_a_time_and_a_panic_is_an_answer() {
        static NOW: AtomicUsize = AtomicUsize::new(0);
        static MOST: AtomicUsize = AtomicUsize::new(0);
        let workshop = ImagePool::default();
        let all = (0..8).map(|_| {
            let workshop = workshop.clone();
            tokio::spawn(async move {
                workshop
                    .run(|| {
                        MOST.fetch_max(NOW.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
                        std::thread::sleep(Duration::from_millis(10));
                        NOW.fetch_sub(1, Ordering::SeqCst);
                    })
                    .await
            })
        });
        for one in all.collect::<Vec<_>>() {
            assert!(one.await.unwrap().unwrap().is_some());
        }
        assert_eq!(MOST.load(Ordering::SeqCst), AT_ONCE);
        assert!(workshop.run(|| panic!("decoder")).await.unwrap().map(|()| 0).is_none());
        assert!(workshop.run(|| ()).await.unwrap().is_some(), "the pool goes on");
    }
}
