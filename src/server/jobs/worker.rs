//! Claiming work, doing it, storing the outcome.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use chrono::TimeDelta;
use serde::de::DeserializeOwned;

use crate::domain::settings::Provider;
use crate::server::{
    db::{Db, Tx},
    error::{AppError, AppResult},
    repositories::operations::jobs::{self, Claimed, Lease},
    security::tokens::new_token,
    services::{
        accounts::password_reset::{self, Forgotten},
        admin::{
            announcements::{self, AnnouncementJob},
            exports::{self, ExportJob},
            group_actions::{self, GroupActionJob},
            settings,
        },
        cv_analysis::{self, request::AnalysisJob},
        files::{Renaming, rename_photos},
        import::desk::{self as imports, ImportJob},
        mail::{MailJob, delivery},
        operations::{
            jobs::{JobKind, JobVerdict, KeptClaim},
            webhooks::delivery::{self as webhooks, DeliveryJob},
        },
    },
    state::AppState,
};

/// Work is tried this often before it counts as failed.
pub const MOST_ATTEMPTS: i64 = 5;
pub use crate::server::services::operations::jobs::LEASE;

/// Does work of every kind it can.
pub struct Worker {
    state: AppState,
    /// Distinguishes this process's claims from others'.
    holder: String,
    /// An export is being written: one at a time, so that other work and visitors do not wait for several.
    exporting: AtomicBool,
    /// The process is about to end.
    stopping: Arc<AtomicBool>,
}

/// Work that has its own places at the same time: other programs that take long to answer hold up nothing else.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lane {
    /// Everything.
    All,
    /// Everything but the other two.
    Own,
    Webhooks,
    /// Analyses of CVs, which a model may think about for a minute.
    Analyses,
}

impl Lane {
    fn has(self, kind: JobKind) -> bool {
        match self {
            Self::All => true,
            Self::Own => !matches!(kind, JobKind::Webhook | JobKind::CvAnalysis),
            Self::Webhooks => kind == JobKind::Webhook,
            Self::Analyses => kind == JobKind::CvAnalysis,
        }
    }
}

/// A verdict that could not be written is written again this often, a second apart: until the claim ends.
const TRIES_TO_WRITE: u32 = 60;

impl Worker {
    /// A worker with the providers that have keys at the time of each work.
    ///
    /// # Errors
    /// When there is no randomness to distinguish it by.
    pub fn new(state: AppState) -> AppResult<Self> {
        Ok(Self { holder: new_token()?, state, exporting: AtomicBool::new(false), stopping: Arc::default() })
    }

    /// Has long work leave off where it can be begun again: the process is about to end.
    pub fn stop(&self) {
        self.stopping.store(true, Ordering::Relaxed);
    }

    /// The kinds of a lane that can be done: mails wait for a provider.
    fn kinds(&self, lane: Lane) -> Vec<&'static str> {
        let sends_mails = self.state.settings.latest().has(Provider::SendGrid);
        let exports = !self.exporting.load(Ordering::Relaxed);
        let possible = |kind: &JobKind| {
            lane.has(*kind)
                && match kind {
                    JobKind::SendMail => sends_mails,
                    JobKind::Export => exports,
                    _ => true,
                }
        };
        JobKind::ALL.into_iter().filter(possible).map(JobKind::key).collect()
    }

    /// Claims the next due work, whatever its lane.
    pub async fn claim(&self) -> AppResult<Option<Claimed>> {
        self.claim_in(Lane::All).await
    }

    /// Claims the next due work of a lane.
    pub async fn claim_in(&self, lane: Lane) -> AppResult<Option<Claimed>> {
        settings::refresh(&self.state).await;
        let (kinds, now) = (self.kinds(lane), self.state.clock.now());
        if !jobs::any_due(&mut self.state.db.read().await?, &kinds, now).await? {
            return Ok(None);
        }
        let mut tx = self.state.db.begin().await?;
        let lease = Lease { holder: &self.holder, now, until: now + LEASE };
        let claimed = jobs::claim(tx.conn()?, &kinds, lease).await?;
        tx.commit().await?;
        if claimed.as_ref().is_some_and(|job| job.kind == JobKind::Export.key()) {
            self.exporting.store(true, Ordering::Relaxed);
        }
        Ok(claimed)
    }

    /// Does the work, outside any transaction.
    pub async fn work(&self, job: &Claimed) -> JobVerdict {
        if job.attempts > MOST_ATTEMPTS {
            return JobVerdict::Failed { reason: "every attempt ended the process".to_owned() };
        }
        if !self.is_readable(job) {
            return unreadable();
        }
        let settings = self.state.settings.latest();
        let done = match (JobKind::from_key(&job.kind), &settings.sendgrid) {
            (Some(JobKind::SendMail), Some(sendgrid)) => match self.about(job) {
                Ok(mail) => delivery::deliver(&self.state, sendgrid, mail).await,
                Err(error) => Err(error),
            },
            // Nothing but writing: it happens together with the verdict.
            (Some(JobKind::SendPasswordLink), _) => Ok(JobVerdict::Done { note: "" }),
            (Some(JobKind::RenamePhotos), _) => match self.about(job) {
                Ok(renaming) => rename_photos(&self.state, renaming).await.map(|()| JobVerdict::Done { note: "" }),
                Err(error) => Err(error),
            },
            (Some(JobKind::GroupAction), _) => match self.about(job) {
                Ok(about) => group_actions::work(&self.state, &about, group_actions::SLICE).await,
                Err(error) => Err(error),
            },
            (Some(JobKind::Announcement), _) => match self.about(job) {
                Ok(about) => announcements::work(&self.state, &about).await,
                Err(error) => Err(error),
            },
            (Some(JobKind::Webhook), _) => match self.about(job) {
                Ok(about) => webhooks::work(&self.state, &about).await,
                Err(error) => Err(error),
            },
            (Some(JobKind::CvAnalysis), _) => match self.about(job) {
                Ok(about) => cv_analysis::work(&self.state, &about).await,
                Err(error) => Err(error),
            },
            (Some(JobKind::Import), _) => match self.about(job) {
                Ok(about) => imports::work(&self.state, &about).await,
                Err(error) => Err(error),
            },
            (Some(JobKind::Export), _) => match self.about(job) {
                Ok(about) => self.export(job, &about).await,
                Err(error) => Err(error),
            },
            // The key was cleared since the work was claimed: it waits for another one.
            (Some(JobKind::SendMail), None) => {
                return JobVerdict::Again { reason: "no key of SendGrid is set".to_owned(), wait: None, counts: false };
            }
            _ => return JobVerdict::Failed { reason: "nobody can do this".to_owned() },
        };
        done.unwrap_or_else(|error| JobVerdict::again(error.to_string()))
    }

    async fn export(&self, job: &Claimed, about: &ExportJob) -> AppResult<JobVerdict> {
        let (holder, stopping) = (self.holder.clone(), self.stopping.clone());
        let claim = KeptClaim { job: job.id, holder, attempts: job.attempts, stopping };
        exports::work(&self.state, about, &claim).await
    }

    /// Stores the outcome of an attempt, together with its effects on our side.
    pub async fn conclude(&self, job: &Claimed, verdict: &JobVerdict) -> AppResult<()> {
        let mut tx = self.begin().await?;
        let (conn, now) = (tx.conn()?, self.state.clock.now());
        if !jobs::is_held(conn, job.id, &self.holder, job.attempts).await? {
            tx.rollback().await;
            tracing::warn!(job = job.id, "work took longer than its claim");
            return Ok(());
        }
        let readable = self.is_readable(job);
        let verdict = if readable { after(verdict.clone(), job.attempts) } else { unreadable() };
        match JobKind::from_key(&job.kind).filter(|_| readable) {
            Some(JobKind::SendMail) => delivery::record(conn, self.about(job)?, &verdict, now).await?,
            Some(JobKind::SendPasswordLink) if matches!(verdict, JobVerdict::Done { .. }) => {
                password_reset::write_to_owner(&self.state, conn, self.about(job)?).await?;
            }
            Some(JobKind::GroupAction) if matches!(verdict, JobVerdict::Failed { .. }) => {
                group_actions::failed(conn, &self.about(job)?).await?;
            }
            Some(JobKind::Announcement) if matches!(verdict, JobVerdict::Failed { .. }) => {
                announcements::failed(conn, &self.about(job)?).await?;
            }
            Some(JobKind::Webhook) if matches!(verdict, JobVerdict::Failed { .. }) => {
                webhooks::failed(conn, &self.about(job)?, "the server could not send it").await?;
            }
            Some(JobKind::CvAnalysis) if matches!(verdict, JobVerdict::Failed { .. }) => {
                cv_analysis::request::failed(conn, &self.about(job)?, now).await?;
            }
            Some(JobKind::Import) if matches!(verdict, JobVerdict::Failed { .. }) => {
                imports::failed(conn, &self.about(job)?).await?;
            }
            Some(JobKind::Export) if matches!(verdict, JobVerdict::Failed { .. }) => {
                exports::failed(conn, &self.about(job)?, now).await?;
            }
            _ => {}
        }
        match &verdict {
            JobVerdict::Done { .. } => jobs::finish(conn, job.id, None, now).await?,
            JobVerdict::GoesOn => jobs::go_on(conn, job.id).await?,
            JobVerdict::GoesOnAfter(wait) => jobs::go_on_at(conn, job.id, now + *wait).await?,
            JobVerdict::Failed { reason } => {
                tracing::error!(job = job.id, kind = job.kind, reason, "work failed for good");
                jobs::finish(conn, job.id, Some(reason), now).await?;
                if !readable {
                    // No key opens it, and `keys rotate` stops at such values.
                    jobs::forget_payload(conn, job.id).await?;
                }
            }
            JobVerdict::Again { reason, wait, counts } => {
                let attempts = if *counts { job.attempts } else { job.attempts - 1 };
                let wait = wait.unwrap_or_else(|| back_off(job.attempts));
                tracing::warn!(
                    job = job.id,
                    kind = job.kind,
                    reason,
                    seconds = wait.num_seconds(),
                    "tried again later"
                );
                jobs::try_again(conn, job.id, reason, attempts, now + wait).await?;
            }
        }
        tx.commit().await
    }

    /// Does claimed work to its end; storing the verdict is retried, because a sent mail cannot be taken back.
    pub async fn run(&self, job: Claimed) {
        let _one = (job.kind == JobKind::Export.key()).then_some(OneExport(&self.exporting));
        let verdict = self.work(&job).await;
        for _ in 0..TRIES_TO_WRITE {
            match self.conclude(&job, &verdict).await {
                Ok(()) => return,
                Err(error) => tracing::warn!(%error, job = job.id, "what became of work could not be written yet"),
            }
            tokio::time::sleep(Duration::from_secs(1)).await;
        }
    }

    /// Does everything that is due now, and says how much that was.
    pub async fn run_due(&self) -> AppResult<usize> {
        let mut done = 0;
        while let Some(job) = self.claim().await? {
            self.run(job).await;
            done += 1;
        }
        Ok(done)
    }

    /// While the server stops, its pools may be closed before the provider has answered.
    async fn begin(&self) -> AppResult<Tx> {
        match self.state.db.begin().await {
            Err(AppError::Unavailable(_)) => Db::open(&self.state.config.database_url, 1)?.begin().await,
            begun => begun,
        }
    }

    /// Whether what the work is about can be read: not when its key was removed or the value is damaged.
    fn is_readable(&self, job: &Claimed) -> bool {
        match JobKind::from_key(&job.kind) {
            Some(JobKind::SendMail) => self.about::<MailJob>(job).is_ok(),
            Some(JobKind::SendPasswordLink) => self.about::<Forgotten>(job).is_ok(),
            Some(JobKind::RenamePhotos) => self.about::<Renaming>(job).is_ok(),
            Some(JobKind::GroupAction) => self.about::<GroupActionJob>(job).is_ok(),
            Some(JobKind::Announcement) => self.about::<AnnouncementJob>(job).is_ok(),
            Some(JobKind::Webhook) => self.about::<DeliveryJob>(job).is_ok(),
            Some(JobKind::CvAnalysis) => self.about::<AnalysisJob>(job).is_ok(),
            Some(JobKind::Import) => self.about::<ImportJob>(job).is_ok(),
            Some(JobKind::Export) => self.about::<ExportJob>(job).is_ok(),
            None => true,
        }
    }

    fn about<T: DeserializeOwned>(&self, job: &Claimed) -> AppResult<T> {
        let sealed = job.payload_encrypted.as_ref().ok_or_else(|| AppError::internal("work without its subject"))?;
        serde_json::from_slice(&self.state.security.keyring.decrypt(sealed)?).map_err(AppError::internal)
    }
}

/// Dropped, it lets the next export be claimed, also after a panic.
struct OneExport<'a>(&'a AtomicBool);

impl Drop for OneExport<'_> {
    fn drop(&mut self) {
        self.0.store(false, Ordering::Relaxed);
    }
}

/// Trying again would read no more.
fn unreadable() -> JobVerdict {
    JobVerdict::Failed { reason: "what it is about cannot be read with these keys".to_owned() }
}

/// After the last attempt nothing is tried again.
fn after(verdict: JobVerdict, attempts: i64) -> JobVerdict {
    match verdict {
        JobVerdict::Again { reason, counts: true, .. } if attempts >= MOST_ATTEMPTS => JobVerdict::Failed { reason },
        other => other,
    }
}

/// A minute, then six times as long each time, give or take a tenth: four hours in all.
fn back_off(attempts: i64) -> TimeDelta {
    let exponent = u32::try_from(attempts - 1).unwrap_or(0).min(4);
    let seconds = 60 * 6_i64.pow(exponent);
    TimeDelta::seconds(seconds + fastrand::i64(-seconds / 10..=seconds / 10))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_grow_and_end() {
        for (attempts, seconds) in [(1, 60), (2, 360), (3, 2160), (4, 12960)] {
            let wait = back_off(attempts).num_seconds();
            assert!((seconds * 9 / 10..=seconds * 11 / 10).contains(&wait), "{attempts}: {wait}");
        }
        assert!(matches!(after(JobVerdict::again("x"), 4), JobVerdict::Again { .. }));
        assert!(matches!(after(JobVerdict::again("x"), 5), JobVerdict::Failed { .. }));
        let busy = JobVerdict::Again { reason: String::new(), wait: None, counts: false };
        assert!(matches!(after(busy, 99), JobVerdict::Again { .. }));
    }
}
