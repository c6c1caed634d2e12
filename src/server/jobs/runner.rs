//! The part of the server that does the work, beside answering requests.

use std::{sync::Arc, time::Duration};

use tokio::{
    sync::watch,
    task::{JoinHandle, JoinSet},
    time::MissedTickBehavior,
};

use super::worker::{Lane, Worker};
use crate::server::{error::AppResult, state::AppState};

/// So much at once in a lane: mails leave one after the other otherwise.
const AT_ONCE: usize = 4;
/// New work is looked for this often.
const LOOKS_EVERY: Duration = Duration::from_secs(1);
/// After a failure of the database.
const RESTS: Duration = Duration::from_secs(5);

/// Works until it is stopped.
pub struct Runner {
    stop: watch::Sender<bool>,
    worker: Arc<Worker>,
    lanes: [JoinHandle<()>; 3],
}

impl Runner {
    /// Starts working.
    ///
    /// # Errors
    /// When a provider's client cannot be made.
    pub fn start(state: AppState) -> AppResult<Self> {
        let worker = Arc::new(Worker::new(state)?);
        let (stop, stopped) = watch::channel(false);
        let lanes = [Lane::Own, Lane::Webhooks, Lane::Analyses]
            .map(|lane| tokio::spawn(run(worker.clone(), lane, stopped.clone())));
        Ok(Self { stop, worker, lanes })
    }

    /// Takes nothing new and finishes what was begun; an export leaves off.
    pub async fn stop(self) {
        self.worker.stop();
        self.stop.send_replace(true);
        for lane in self.lanes {
            if let Err(error) = lane.await {
                tracing::error!(%error, "the runner of jobs ended badly");
            }
        }
    }
}

async fn run(worker: Arc<Worker>, lane: Lane, mut stopped: watch::Receiver<bool>) {
    let mut running = JoinSet::new();
    let mut looks = tokio::time::interval(LOOKS_EVERY);
    looks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    while !*stopped.borrow() {
        if running.len() < AT_ONCE {
            match worker.claim_in(lane).await {
                Ok(Some(job)) => {
                    let worker = worker.clone();
                    running.spawn(async move { worker.run(job).await });
                    continue;
                }
                Ok(None) => {}
                // The database is away.
                Err(error) => {
                    tracing::debug!(%error, "no work could be claimed");
                    if matches!(tokio::time::timeout(RESTS, stopped.changed()).await, Ok(Err(_))) {
                        break;
                    }
                    continue;
                }
            }
        }
        tokio::select! {
            _ = looks.tick() => {}
            told = stopped.changed() => if told.is_err() { break },
            Some(ended) = running.join_next() => if let Err(error) = ended {
                // Its claim ends by itself, and the attempt counts.
                tracing::error!(%error, "work panicked");
            },
        }
    }
    while running.join_next().await.is_some() {}
}
