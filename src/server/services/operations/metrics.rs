//! What `/metrics` tells of this moment, beside what was counted since the start.

use std::{sync::Arc, time::Duration};

use chrono::NaiveDateTime;
use prometheus_client::{
    encoding::prometheus_text::encode,
    metrics::{
        counter::ConstCounter,
        family::Family,
        gauge::{ConstGauge, Gauge},
    },
    registry::Registry,
};

use crate::{
    domain::admin::{JobState, MailState},
    server::{
        db::{pool_waits, to_completion},
        error::{AppError, AppResult},
        metrics::{Labels, WorkCounts},
        repositories::{mail::outbox, operations::jobs},
        search_index::Index,
        services::operations::backup,
        state::AppState,
    },
};

/// A database that answers later is told to be down; the rest is told all the same.
const LONGEST_COUNT: Duration = Duration::from_secs(2);

/// Every metric in the text format of Prometheus, version 0.0.4.
///
/// # Errors
/// `Internal` when the text cannot be written.
pub async fn text(state: &AppState) -> AppResult<String> {
    let mut registry = state.metrics.registry();
    let version: Labels<1> = [("version", env!("CARGO_PKG_VERSION"))];
    let build = Family::<Labels<1>, Gauge>::default();
    build.get_or_create(&version).set(1);
    registry.register("build_info", "Always 1; the label tells which version runs", build);
    add_pools(&mut registry, state);
    add_work(&mut registry, work(state).await.as_deref());
    add_backup(&mut registry, state).await;
    add_memory(&mut registry, state);
    add_space(&mut registry, state);
    let mut text = String::new();
    encode(&mut text, &registry).map_err(AppError::internal)?;
    Ok(text)
}

fn add_pools(registry: &mut Registry, state: &AppState) {
    let connections = Family::<Labels<2>, Gauge>::default();
    let most = Family::<Labels<1>, Gauge>::default();
    let waiting = Family::<Labels<1>, Gauge>::default();
    for pool in state.db.pools() {
        let used = pool.open.saturating_sub(pool.idle);
        for (kind, number) in [("used", used), ("idle", pool.idle)] {
            connections.get_or_create(&[("pool", pool.name), ("state", kind)]).set(gauge(number));
        }
        most.get_or_create(&[("pool", pool.name)]).set(gauge(pool.most));
        waiting.get_or_create(&[("pool", pool.name)]).set(gauge(pool.waiting));
    }
    registry.register("database_connections", "Open connections to the database, by pool and state", connections);
    registry.register("database_connections_max", "How many connections each pool may open", most);
    registry.register("database_waiting", "Requests that wait for a connection, by pool", waiting);
    let (taken, waited) = pool_waits();
    registry.register("database_checkouts", "Connections taken from the pools", ConstCounter::new(taken));
    registry.register(
        "database_wait_seconds",
        "Time waited for connections of the pools",
        ConstCounter::new(waited.as_secs_f64()),
    );
}

fn add_work(registry: &mut Registry, counts: Option<&WorkCounts>) {
    let up = i64::from(counts.is_some());
    registry.register("database_up", "Whether the database answered in time", ConstGauge::new(up));
    let Some(counts) = counts else { return };
    let jobs = Family::<Labels<1>, Gauge>::default();
    for (state, number) in &counts.jobs {
        jobs.get_or_create(&[("state", state.key())]).set(*number);
    }
    let mails = Family::<Labels<1>, Gauge>::default();
    for (state, number) in &counts.mails {
        mails.get_or_create(&[("state", state.key())]).set(*number);
    }
    registry.register("jobs", "Work for later, by state", jobs);
    registry.register(
        "jobs_oldest_due_seconds",
        "For how long the work that is due for longest waits",
        ConstGauge::new(counts.oldest_job_seconds),
    );
    registry.register("mails", "Mails of the outbox, by state", mails);
    registry.register(
        "mails_oldest_waiting_seconds",
        "The age of the oldest mail that waits",
        ConstGauge::new(counts.oldest_mail_seconds),
    );
}

/// Missing before the first backup, and while the database does not answer.
async fn add_backup(registry: &mut Registry, state: &AppState) {
    let asked = state.clone();
    // In a task of its own, for the reason that `counted` gives.
    let asking = to_completion(async move { backup::last_made(&asked.config, &asked.db).await });
    if let Ok(Ok(Some(at))) = tokio::time::timeout(LONGEST_COUNT, asking).await {
        registry.register(
            "backup_last_success_timestamp_seconds",
            "When the last backup was made, in seconds since 1970",
            ConstGauge::new(at.and_utc().timestamp()),
        );
    }
}

fn add_memory(registry: &mut Registry, state: &AppState) {
    let index = state.search_index.read(|index: &Index| (index.size(), index.age()));
    registry.register(
        "search_index_up",
        "Whether the search index is in memory",
        ConstGauge::new(i64::from(index.is_some())),
    );
    if let Some(((people, dead), age)) = index {
        registry.register("search_index_people", "People in the search index", ConstGauge::new(large(people)));
        registry.register(
            "search_index_dead_numbers",
            "Numbers of people who changed or went, which take memory until the index is made again",
            ConstGauge::new(large(dead)),
        );
        registry.register(
            "search_index_age_seconds",
            "Since the search index was made or loaded; what changed since is in it",
            ConstGauge::new(age.as_secs_f64()),
        );
    }
    let pages = state.page_cache.counters();
    registry.register("page_cache_hits", "Pages sent from memory", ConstCounter::new(pages.hits));
    registry.register(
        "page_cache_misses",
        "Pages rendered that may be sent from memory",
        ConstCounter::new(pages.misses),
    );
    registry.register("page_cache_bytes", "Memory of these pages", ConstGauge::new(large(pages.bytes)));
}

/// Of a bucket it is not known.
fn add_space(registry: &mut Registry, state: &AppState) {
    if let Some(free) = state.storage.free_bytes() {
        registry.register(
            "storage_free_bytes",
            "Bytes that are free on the disk of the uploaded files",
            ConstGauge::new(large(free)),
        );
    }
}

/// What is counted in the database, some seconds old at most; `None` when it does not answer.
async fn work(state: &AppState) -> Option<Arc<WorkCounts>> {
    match tokio::time::timeout(LONGEST_COUNT, counted(state)).await {
        Ok(Ok(counts)) => Some(counts),
        Ok(Err(error)) => {
            tracing::warn!(%error, "work and mails could not be counted");
            None
        }
        Err(_) => None,
    }
}

/// Counts in a task of its own, one at a time: a collector that gives up leaves no statement half done on a connection
/// that others use next, and what was counted serves the one after it.
async fn counted(state: &AppState) -> AppResult<Arc<WorkCounts>> {
    let turn = state.counting.clone().lock_owned().await;
    let state = state.clone();
    to_completion(async move {
        let _turn = turn;
        state.caches.work_counts.get_or_load((), async { count(&state).await.map(Arc::new) }).await
    })
    .await
}

async fn count(state: &AppState) -> AppResult<WorkCounts> {
    let now = state.clock.now();
    let mut conn = state.db.read().await?;
    let stored = jobs::count_by_state(&mut conn).await?;
    let running = jobs::count_running(&mut conn, now).await?;
    let mails = outbox::count_by_state(&mut conn).await?;
    let number = |rows: &[(String, i64)], key: &str| rows.iter().find(|row| row.0 == key).map_or(0, |row| row.1);
    let of_jobs = JobState::ALL.map(|state| {
        let number = match state {
            JobState::Running => running,
            JobState::Waiting => number(&stored, state.key()).saturating_sub(running),
            JobState::Failed | JobState::Done | JobState::Cancelled => number(&stored, state.key()),
        };
        (state, number)
    });
    Ok(WorkCounts {
        jobs: of_jobs.to_vec(),
        oldest_job_seconds: age(jobs::oldest_due(&mut conn, now).await?, now),
        mails: MailState::ALL.map(|state| (state, number(&mails, state.key()))).to_vec(),
        oldest_mail_seconds: age(outbox::oldest_waiting(&mut conn).await?, now),
    })
}

fn age(moment: Option<NaiveDateTime>, now: NaiveDateTime) -> i64 {
    moment.map_or(0, |moment| (now - moment).num_seconds().max(0))
}

fn gauge(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

fn large(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}
