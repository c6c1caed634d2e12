//! The running server.

use std::{net::SocketAddr, time::Duration};

use tokio::{
    net::TcpListener,
    signal::unix::{SignalKind, signal},
};

use crate::server::{
    config::Config,
    connections::{ConnectionLimits, serve_until_shutdown},
    router::router,
    services::{
        operations::{backup, housekeeping, page_cache},
        search::index,
    },
    state::AppState,
};

/// The first look into a storage with many files and no mark lists them all.
const LONGEST_LOOK_AT_STORAGE: Duration = Duration::from_secs(10);

/// Takes the address the server will answer at.
///
/// # Errors
/// One sentence when the address cannot be listened on.
pub async fn listen(address: SocketAddr) -> Result<TcpListener, String> {
    TcpListener::bind(address)
        .await
        .map_err(|error| format!("The address {address} cannot be listened on: {error}. Set BIND to another one."))
}

/// Answers requests until the process is stopped, then finishes what it began.
///
/// # Errors
/// One sentence when stop signals cannot be received.
pub async fn serve(listener: TcpListener, state: AppState) -> Result<(), String> {
    let stop = stop_signal()?;
    look_at_storage(&state).await;
    let cleaner = tokio::spawn(clean_up(state.clone()));
    let saver = tokio::spawn(make_backups(state.clone()));
    if state.config.hides_visitors() {
        tracing::warn!(
            "BASE_URL is https and TRUSTED_PROXIES is empty: if a proxy stands in front, name its network there, or all \
             visitors count as one for the limits"
        );
    }
    let limits = connection_limits(&state.config, open_files());
    serve_until_shutdown(stop, listener, router(state.clone()), limits).await;
    cleaner.abort();
    saver.abort();
    index::save(&state).await;
    state.db.close().await;
    tracing::info!("stopped");
    Ok(())
}

/// A bucket that does not answer must not keep the server from starting.
async fn look_at_storage(state: &AppState) {
    if tokio::time::timeout(LONGEST_LOOK_AT_STORAGE, housekeeping::look_at_storage(state)).await.is_err() {
        tracing::warn!("the storage does not answer; the first sweep looks at it again");
    }
}

/// Files the server needs beside its connections: databases, uploads on their way, the log.
const OTHER_FILES: usize = 256;

/// What the settings allow, and no more connections than the system lets the process have files open.
fn connection_limits(config: &Config, open_files: Option<usize>) -> ConnectionLimits {
    let room = open_files.map_or(usize::MAX, |files| files.saturating_sub(OTHER_FILES).max(1));
    if room < config.max_connections {
        tracing::warn!(
            "the limit of open files allows {room} connections, fewer than MAX_CONNECTIONS: raise it (`ulimit -n`, \
             LimitNOFILE)"
        );
    }
    ConnectionLimits {
        headers: Duration::from_secs(config.header_timeout_seconds),
        writes: Duration::from_secs(config.write_timeout_seconds),
        stop: Duration::from_secs(config.stop_timeout_seconds),
        most: config.max_connections.min(room),
        most_of_network: config.max_connections_per_network,
        trusted_proxies: config.trusted_proxies.clone(),
    }
}

/// How many files the process may have open, where Linux tells.
fn open_files() -> Option<usize> {
    let limits = std::fs::read_to_string("/proc/self/limits").ok()?;
    limits.lines().find_map(|line| line.strip_prefix("Max open files")?.split_whitespace().next()?.parse().ok())
}

/// Frees memory every minute; rows and files twice an hour, files from an hour after the start on.
async fn clean_up(state: AppState) {
    let started = state.clock.since_epoch();
    if let Err(error) = index::warm_up(&state).await {
        tracing::warn!(%error, "the search index could not be made; the first search tries again");
    }
    let mut minutes = tokio::time::interval(Duration::from_secs(60));
    let mut half_hours = tokio::time::interval(Duration::from_secs(30 * 60));
    loop {
        tokio::select! {
            _ = minutes.tick() => {
                state.security.rate_limits.forget_idle();
                if let Err(error) = page_cache::save_counters(&state).await {
                    tracing::warn!(%error, "the counters of the page cache could not be written");
                }
            }
            _ = half_hours.tick() => {
                if let Err(error) = housekeeping::purge_since(&state, started).await {
                    tracing::warn!(%error, "what has expired could not be removed; it is tried again in half an hour");
                }
                if let Err(error) = index::tidy(&state).await {
                    tracing::warn!(%error, "the search index could not be tidied; it is tried again in half an hour");
                }
            }
        }
    }
}

/// Looks every minute whether a backup of the schedule is due.
async fn make_backups(state: AppState) {
    let mut minutes = tokio::time::interval(Duration::from_secs(60));
    minutes.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    while state.config.backups.as_ref().is_some_and(|backups| backups.schedule.is_some()) {
        minutes.tick().await;
        if let Err(error) = backup::make_due(&state).await {
            tracing::error!(%error, "the backup of the schedule could not be made; it is tried again in an hour");
        }
    }
}

/// Ends when the supervisor (SIGTERM) or the terminal (SIGINT) asks to stop.
fn stop_signal() -> Result<impl Future<Output = ()>, String> {
    let listen = |kind| signal(kind).map_err(|error| format!("Signals cannot be received: {error}"));
    let (mut terminate, mut interrupt) = (listen(SignalKind::terminate())?, listen(SignalKind::interrupt())?);
    Ok(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
        tracing::info!("stopping: open requests are finished first");
    })
}
