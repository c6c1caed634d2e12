//! The body of an upload with an end: too much, too long a silence, too slow or too long as a whole breaks it off, and
//! says why.

use std::{
    io,
    pin::Pin,
    sync::{
        Arc, OnceLock,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    task::{Context, Poll},
    time::Duration,
};

use axum::{
    body::{Body, Bytes},
    http::StatusCode,
};
use futures_util::{Stream, StreamExt as _, stream};

use crate::server::clock::Clock;

/// How a body has to come.
#[derive(Debug, Clone, Copy)]
pub struct Pace {
    pub longest_silence: Duration,
    /// Bytes a second that are the least on average, after a time of grace.
    pub lowest_rate: usize,
    pub grace: Duration,
    pub longest: Duration,
    pub most_bytes: usize,
}

/// What the reader of a body and the body itself share.
#[derive(Clone, Default)]
pub struct Gauge {
    ended: Arc<OnceLock<StatusCode>>,
    open: Arc<AtomicBool>,
    since: Arc<AtomicUsize>,
}

impl Gauge {
    /// The reason the body was ended for, else it made no sense.
    pub fn status(&self) -> StatusCode {
        self.ended.get().copied().unwrap_or(StatusCode::BAD_REQUEST)
    }

    /// Polls the reader of a body until it is ready. It reads what has come already before it gets more, one chunk at a
    /// time: it would take everything into its memory otherwise. Longer than `most` bytes, and what it looks for is
    /// never found: `None`.
    pub async fn next<T>(&self, most: usize, mut poll: impl FnMut(&mut Context<'_>) -> Poll<T>) -> Option<T> {
        self.since.store(0, Ordering::Relaxed);
        std::future::poll_fn(|context| {
            loop {
                self.open.store(false, Ordering::Relaxed);
                if let Poll::Ready(done) = poll(context) {
                    return Poll::Ready(Some(done));
                }
                if self.since.load(Ordering::Relaxed) > most {
                    let _ = self.ended.set(StatusCode::BAD_REQUEST);
                    return Poll::Ready(None);
                }
                self.open.store(true, Ordering::Relaxed);
                if let Poll::Ready(done) = poll(context) {
                    return Poll::Ready(Some(done));
                }
                // Still open: nothing came, and the connection wakes this task.
                if self.open.load(Ordering::Relaxed) {
                    return Poll::Pending;
                }
            }
        })
        .await
    }

    /// The chunks of a body, ended by `pace`, for [`Self::next`] alone.
    pub fn chunks(
        &self,
        body: Body,
        pace: Pace,
        clock: Clock,
    ) -> impl Stream<Item = io::Result<Bytes>> + Send + 'static {
        let paced = Box::pin(paced(body, pace, clock, self.ended.clone()));
        Valve { chunks: paced, gauge: self.clone() }
    }
}

/// Lets one chunk through each time it is opened.
struct Valve<S> {
    chunks: S,
    gauge: Gauge,
}

impl<S: Stream<Item = io::Result<Bytes>> + Unpin> Stream for Valve<S> {
    type Item = io::Result<Bytes>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        if !self.gauge.open.load(Ordering::Relaxed) {
            // `Gauge::next` polls again at once with the valve open.
            return Poll::Pending;
        }
        let chunk = self.chunks.poll_next_unpin(context);
        if let Poll::Ready(Some(Ok(bytes))) = &chunk {
            self.gauge.open.store(false, Ordering::Relaxed);
            self.gauge.since.fetch_add(bytes.len(), Ordering::Relaxed);
        }
        chunk
    }
}

fn paced(
    body: Body,
    pace: Pace,
    clock: Clock,
    ended: Arc<OnceLock<StatusCode>>,
) -> impl Stream<Item = io::Result<Bytes>> + Send + 'static {
    let began = clock.since_epoch();
    stream::try_unfold((body.into_data_stream(), 0_usize), move |(mut chunks, so_far)| {
        let (ended, clock) = (ended.clone(), clock.clone());
        async move {
            let end = |status| {
                let _ = ended.set(status);
                io::Error::other("the upload was ended")
            };
            let chunk = match tokio::time::timeout(pace.longest_silence, chunks.next()).await {
                Err(_) => return Err(end(StatusCode::REQUEST_TIMEOUT)),
                Ok(None) => return Ok(None),
                Ok(Some(Err(_))) => return Err(end(StatusCode::BAD_REQUEST)),
                Ok(Some(Ok(chunk))) => chunk,
            };
            let so_far = so_far + chunk.len();
            if so_far > pace.most_bytes {
                return Err(end(StatusCode::PAYLOAD_TOO_LARGE));
            }
            let taken = clock.since_epoch().saturating_sub(began);
            if taken > pace.longest || so_far < pace.least_after(taken) {
                return Err(end(StatusCode::REQUEST_TIMEOUT));
            }
            Ok(Some((chunk, (chunks, so_far))))
        }
    })
}

impl Pace {
    /// Bytes that must have come by then.
    fn least_after(self, taken: Duration) -> usize {
        let seconds = taken.saturating_sub(self.grace).as_secs();
        usize::try_from(seconds).unwrap_or(usize::MAX).saturating_mul(self.lowest_rate)
    }
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;

    use super::*;

    const PACE: Pace = Pace {
        longest_silence: Duration::from_secs(30),
        lowest_rate: 10,
        grace: Duration::from_secs(30),
        longest: Duration::from_secs(900),
        most_bytes: 1 << 20,
    };

    /// How a body ends that sends `bytes` after every so many seconds, `times` times.
    async fn ended(bytes: usize, seconds: i64, times: usize) -> Option<StatusCode> {
        let clock = Clock::default();
        clock.stop();
        let sender = clock.clone();
        let chunks = stream::iter(0..times).map(move |_| {
            sender.advance(TimeDelta::seconds(seconds));
            Ok::<_, io::Error>(Bytes::from(vec![b'x'; bytes]))
        });
        let reason = Arc::new(OnceLock::new());
        let all = paced(Body::from_stream(chunks), PACE, clock, reason.clone());
        let whole = all.map(|chunk| chunk.is_ok()).collect::<Vec<_>>().await.into_iter().all(|is_whole| is_whole);
        assert_eq!(whole, reason.get().is_none());
        reason.get().copied()
    }

    #[tokio::test]
    async fn slow_honest_lines_pass_and_trickles_do_not() {
        let timeout = Some(StatusCode::REQUEST_TIMEOUT);
        for (bytes, seconds, times, expected) in [
            (100, 10, 80, None),
            (100, 10, 91, timeout),
            (1, 3, 10, None),
            (1, 29, 4, timeout),
            (200, 29, 10, timeout),
            (300, 29, 10, None),
            (600 << 10, 1, 2, Some(StatusCode::PAYLOAD_TOO_LARGE)),
        ] {
            assert_eq!(ended(bytes, seconds, times).await, expected, "{bytes} bytes every {seconds} s, {times} times");
        }
    }

    #[tokio::test(start_paused = true)]
    async fn silence_ends_a_body() {
        let silent = stream::pending::<Result<Bytes, io::Error>>();
        let reason = Arc::new(OnceLock::new());
        let mut all = Box::pin(paced(Body::from_stream(silent), PACE, Clock::default(), reason.clone()));
        assert!(all.next().await.unwrap().is_err());
        assert_eq!(reason.get(), Some(&StatusCode::REQUEST_TIMEOUT));
    }
}
