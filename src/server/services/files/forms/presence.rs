//! Whether the client still waits for its answer: what has not begun for a client that hung up need not begin.

use tokio::sync::watch;

/// Held by the request of a client; dropped with it when the client hangs up.
pub struct WaitingClient {
    _here: watch::Sender<()>,
}

/// Tells whether the client still waits. Cheap to clone.
#[derive(Clone)]
pub struct Presence(watch::Receiver<()>);

impl WaitingClient {
    /// A client that waits, and what its work asks.
    #[must_use]
    pub fn new() -> (Self, Presence) {
        let (here, asked) = watch::channel(());
        (Self { _here: here }, Presence(asked))
    }
}

impl Presence {
    /// Ends when the client has hung up.
    pub async fn gone(&self) {
        let mut asked = self.0.clone();
        while asked.changed().await.is_ok() {}
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[tokio::test(start_paused = true)]
    async fn a_client_that_hangs_up_is_gone() {
        let (waiting, presence) = WaitingClient::new();
        assert!(tokio::time::timeout(Duration::from_secs(1), presence.gone()).await.is_err());
        drop(waiting);
        presence.gone().await;
    }
}
