//! Where backups are stored, and those that the server makes by itself.

use std::path::PathBuf;

use chrono::TimeDelta;

use crate::{domain::backup::KeepRule, server::storage::StorageUrl};

/// The place of backups; see the table at [`Config`](super::Config).
#[derive(Debug, Clone)]
pub struct BackupSettings {
    pub place: StorageUrl,
    pub passphrase_file: Option<PathBuf>,
    pub keep: KeepRule,
    pub schedule: Option<BackupSchedule>,
}

/// When the server makes a backup by itself.
#[derive(Debug, Clone)]
pub struct BackupSchedule {
    pub every: TimeDelta,
    pub passphrase_file: PathBuf,
}

/// Reads the place and the schedule; `None` without `BACKUP_URL`.
pub fn backups(get: &impl Fn(&str) -> Option<String>) -> Result<Option<BackupSettings>, String> {
    let every = get("BACKUP_EVERY");
    let Some(place) = get("BACKUP_URL") else {
        return match every {
            Some(_) => Err("BACKUP_URL is required with BACKUP_EVERY: a folder or s3://BUCKET/PREFIX".to_owned()),
            None => Ok(None),
        };
    };
    let place = StorageUrl::parse(&place).map_err(|sentence| sentence.replace("STORAGE_URL", "BACKUP_URL"))?;
    let passphrase_file = get("BACKUP_PASSPHRASE_FILE").map(PathBuf::from);
    let schedule = match every {
        Some(every) => {
            let every = span(&every).ok_or("BACKUP_EVERY: must be like 24h or 7d, at least 1h")?;
            let passphrase_file =
                passphrase_file.clone().ok_or("BACKUP_PASSPHRASE_FILE is required with BACKUP_EVERY")?;
            Some(BackupSchedule { every, passphrase_file })
        }
        None => None,
    };
    let keep = match get("BACKUP_KEEP") {
        Some(text) => KeepRule::parse(&text).ok_or("BACKUP_KEEP: must be like 7d,4w,12m")?,
        None => KeepRule::default(),
    };
    Ok(Some(BackupSettings { place, passphrase_file, keep, schedule }))
}

/// Hours or days.
fn span(text: &str) -> Option<TimeDelta> {
    let (number, unit) = text.split_at_checked(text.len().checked_sub(1)?)?;
    let number: i64 = number.parse().ok().filter(|number| (1..=1000).contains(number))?;
    match unit {
        "h" => Some(TimeDelta::hours(number)),
        "d" => Some(TimeDelta::days(number)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(pairs: &[(&str, &str)]) -> Result<Option<BackupSettings>, String> {
        backups(&|name| pairs.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned()))
    }

    #[test]
    fn a_schedule_is_whole_or_refused() {
        assert!(read(&[]).unwrap().is_none());
        assert!(read(&[("BACKUP_URL", "/srv/backups")]).unwrap().unwrap().schedule.is_none());
        let whole =
            [("BACKUP_EVERY", "24h"), ("BACKUP_URL", "s3://b/p"), ("BACKUP_PASSPHRASE_FILE", "/run/passphrase")];
        let settings = read(&whole).unwrap().unwrap();
        assert_eq!((settings.schedule.unwrap().every, settings.keep), (TimeDelta::days(1), KeepRule::default()));
        for missing in 1..3 {
            let mut part = whole.to_vec();
            let (name, _) = part.remove(missing);
            assert!(read(&part).unwrap_err().starts_with(name));
        }
        for (name, wrong) in
            [("BACKUP_EVERY", "1m"), ("BACKUP_EVERY", "0h"), ("BACKUP_KEEP", "many"), ("BACKUP_URL", "ftp://x")]
        {
            let mut pairs = vec![(name, wrong)];
            pairs.extend(whole);
            assert!(read(&pairs).unwrap_err().starts_with(name), "{wrong}");
        }
    }
}
