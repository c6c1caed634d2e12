//! Where Leptos runs the asynchronous parts of a page.

use std::{future::Future, pin::Pin};

use any_spawner::{CustomExecutor, Executor};
use tracing::Instrument as _;

/// Tokio, but tasks keep the span of the request that started them: their error lines carry its id.
struct TracedTokio;

impl CustomExecutor for TracedTokio {
    fn spawn(&self, task: Pin<Box<dyn Future<Output = ()> + Send>>) {
        tokio::spawn(task.in_current_span());
    }

    fn spawn_local(&self, task: Pin<Box<dyn Future<Output = ()>>>) {
        tokio::task::spawn_local(task.in_current_span());
    }

    fn poll_local(&self) {}
}

/// Must run before the routes are made, which would choose an executor without spans. Repeating it changes nothing.
pub fn install_tracing_executor() {
    drop(Executor::init_custom_executor(TracedTokio));
}
