//! Writing to clients that read.

use std::{
    io::{self, IoSlice},
    pin::Pin,
    task::{Context, Poll, ready},
    time::Duration,
};

use tokio::{
    io::{AsyncRead, AsyncWrite, ReadBuf},
    time::{Instant, Sleep, sleep},
};

/// A stream whose writes fail when the other side hardly reads: in each span of waiting for it, added up over answers,
/// at least so many bytes must go out.
pub struct SteadyWrites<S> {
    stream: S,
    span: Duration,
    least: usize,
    /// Waited in the current span, without the wait that goes on.
    waited: Duration,
    /// Written since the span began.
    written: usize,
    wait: Option<Wait>,
}

/// A write that waits for the client.
struct Wait {
    since: Instant,
    end_of_span: Pin<Box<Sleep>>,
}

impl<S> SteadyWrites<S> {
    /// At least `least` bytes must go out in each `span` of waiting.
    pub fn new(stream: S, span: Duration, least: usize) -> Self {
        Self { stream, span, least, waited: Duration::ZERO, written: 0, wait: None }
    }

    fn follow(&mut self, context: &mut Context<'_>, outcome: Poll<io::Result<usize>>) -> Poll<io::Result<usize>> {
        if let Poll::Ready(result) = outcome {
            if let Some(wait) = self.wait.take() {
                self.waited += wait.since.elapsed();
            }
            if let Ok(written) = &result {
                self.written = self.written.saturating_add(*written);
            }
            return Poll::Ready(result);
        }
        if self.wait.is_none() && self.waited.is_zero() {
            // What the system took without a wait says nothing about the client.
            self.written = 0;
        }
        loop {
            let rest = self.span.saturating_sub(self.waited);
            let wait =
                self.wait.get_or_insert_with(|| Wait { since: Instant::now(), end_of_span: Box::pin(sleep(rest)) });
            ready!(wait.end_of_span.as_mut().poll(context));
            if self.written < self.least {
                return Poll::Ready(Err(io::ErrorKind::TimedOut.into()));
            }
            (self.waited, self.written, self.wait) = (Duration::ZERO, 0, None);
        }
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for SteadyWrites<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(context, buffer)
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for SteadyWrites<S> {
    fn poll_write(mut self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let outcome = Pin::new(&mut self.stream).poll_write(context, bytes);
        self.follow(context, outcome)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let outcome = Pin::new(&mut self.stream).poll_write_vectored(context, bytes);
        self.follow(context, outcome)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _, DuplexStream, duplex};

    const SPAN: Duration = Duration::from_secs(30);
    const LEAST: usize = 1000;

    /// Writes this many bytes to a client that takes `each` bytes every second.
    async fn written_to(each: usize, bytes: usize) -> io::Result<()> {
        let (ours, mut theirs): (DuplexStream, DuplexStream) = duplex(64);
        let client = tokio::spawn(async move {
            let mut buffer = vec![0; each];
            loop {
                sleep(Duration::from_secs(1)).await;
                if each > 0 && theirs.read_exact(&mut buffer).await.is_err() {
                    return;
                }
            }
        });
        let mut stream = SteadyWrites::new(ours, SPAN, LEAST);
        let outcome = stream.write_all(&vec![b'x'; bytes]).await;
        client.abort();
        outcome
    }

    #[tokio::test(start_paused = true)]
    async fn a_client_must_read_at_a_lowest_rate() {
        for (each, served) in [(0, false), (1, false), (30, false), (40, true), (64, true)] {
            let outcome = written_to(each, 20_000).await;
            assert_eq!(outcome.is_ok(), served, "{each} bytes a second: {outcome:?}");
            if let Err(error) = outcome {
                assert_eq!(error.kind(), io::ErrorKind::TimedOut);
            }
        }
    }

    #[tokio::test(start_paused = true)]
    async fn the_time_between_answers_does_not_count() {
        let (ours, mut theirs) = duplex(64);
        tokio::spawn(async move {
            let mut buffer = [0; 64];
            loop {
                sleep(Duration::from_millis(100)).await;
                if theirs.read(&mut buffer).await.is_err() {
                    return;
                }
            }
        });
        let mut stream = SteadyWrites::new(ours, SPAN, LEAST);
        for _ in 0..20 {
            stream.write_all(&[b'x'; 200]).await.unwrap();
            sleep(SPAN * 2).await;
        }
    }
}
