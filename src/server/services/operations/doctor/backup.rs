//! When everything was last saved elsewhere.

use chrono::TimeDelta;

use crate::{
    domain::examination::{Finding, Topic},
    server::{clock::Clock, config::Config, db::Db, services::operations::backup},
};

/// An older backup is worth a warning where there is no schedule; else one of twice its period.
const OLD: TimeDelta = TimeDelta::days(7);

pub async fn last(config: &Config, db: &Db) -> Finding {
    const ABOUT: Topic = Topic::LastBackup;
    let schedule = config.backups.as_ref().and_then(|backups| backups.schedule.as_ref());
    let old = schedule.map_or(OLD, |schedule| schedule.every * 2);
    match backup::last_made(config, db).await {
        Ok(Some(at)) if at + old < Clock::default().now() => {
            Finding::warn(ABOUT, format!("{at} UTC, long ago: make another one with `talentsmaroc backup create`"))
        }
        Ok(Some(at)) => Finding::ok(ABOUT, format!("{at} UTC")),
        Ok(None) => Finding::warn(ABOUT, "none yet: make one with `talentsmaroc backup create`"),
        Err(error) => Finding::fail(ABOUT, format!("cannot be read: {error}")),
    }
}
