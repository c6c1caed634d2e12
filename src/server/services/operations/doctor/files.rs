//! Folders and files: who may read them, whether they can be written, how much room there is.

use std::{fs, os::unix::fs::PermissionsExt as _, path::Path};

use crate::{
    domain::examination::{Finding, Topic},
    server::{
        config::Config,
        db::DatabaseUrl,
        page_cache::PageCounters,
        services::operations::page_cache::COUNTERS_FILE,
        startup::{check_writable, secrets::FILE_NAME},
        storage::{Storage, StorageUrl},
    },
};

/// Free bytes on a disk below which an operator should make room.
pub const LITTLE: u64 = 1 << 30;
const TOO_LITTLE: u64 = 50 << 20;

pub fn examine(config: &Config) -> Vec<Finding> {
    let mut findings = Vec::new();
    if let DatabaseUrl::Sqlite(database) = &config.database_url {
        findings.extend(data_folder(&config.data_dir));
        findings.extend(private_file(database));
    }
    findings.extend(private_file(&config.data_dir.join(FILE_NAME)));
    findings.push(storage(&config.storage_url));
    findings.push(assets(&config.site_root));
    findings.extend(page_cache(config));
    findings
}

fn data_folder(folder: &Path) -> Vec<Finding> {
    let shown = folder.display();
    if !folder.exists() {
        return vec![Finding::warn(Topic::DataFolder, format!("{shown} is not there yet: the first start makes it"))];
    }
    let writable = match check_writable(folder) {
        Ok(()) => Finding::ok(Topic::DataFolder, format!("{shown} can be written")),
        Err(sentence) => Finding::fail(Topic::DataFolder, sentence),
    };
    vec![writable, free_space(folder)]
}

/// A bucket is not asked: looking must not cost anything, and the first upload says what is wrong.
fn storage(url: &StorageUrl) -> Finding {
    match url {
        StorageUrl::Folder(folder) if !folder.exists() => {
            Finding::warn(Topic::FileStorage, format!("{url} is not there yet: the first start makes it"))
        }
        StorageUrl::Folder(folder) => match check_writable(folder) {
            Ok(()) => Finding::ok(Topic::FileStorage, format!("{url} can be written")),
            Err(sentence) => Finding::fail(Topic::FileStorage, sentence.replace("data folder", "storage folder")),
        },
        StorageUrl::S3 { .. } => match Storage::open(url) {
            Ok(_) => Finding::ok(Topic::FileStorage, format!("{url}")),
            Err(sentence) => Finding::fail(Topic::FileStorage, sentence),
        },
    }
}

fn free_space(folder: &Path) -> Finding {
    let Ok(system) = rustix::fs::statvfs(folder) else {
        return Finding::warn(Topic::FreeSpace, "cannot be found out");
    };
    let free = system.f_bavail.saturating_mul(system.f_frsize);
    let text = format!("{} MiB", free >> 20);
    if free < TOO_LITTLE {
        Finding::fail(Topic::FreeSpace, format!("{text}: soon nothing can be stored; make room"))
    } else if free < LITTLE {
        Finding::warn(Topic::FreeSpace, format!("{text}: make room"))
    } else {
        Finding::ok(Topic::FreeSpace, text)
    }
}

/// Files with personal data or keys are their owner's alone.
fn private_file(path: &Path) -> Option<Finding> {
    let mode = fs::metadata(path).ok()?.permissions().mode() & 0o777;
    let shown = path.display();
    Some(if mode & 0o077 == 0 {
        Finding::ok(Topic::FileMode, format!("{shown} {mode:04o}"))
    } else {
        Finding::warn(Topic::FileMode, format!("{shown} {mode:04o}: others can read it; run chmod 600 {shown}"))
    })
}

fn assets(site_root: &Path) -> Finding {
    let shown = site_root.display();
    if site_root.join("pkg").is_dir() {
        Finding::ok(Topic::Assets, format!("in {shown}"))
    } else {
        Finding::fail(
            Topic::Assets,
            format!("{shown} holds no folder pkg: pages would have no style; build them or set SITE_ROOT"),
        )
    }
}

/// How often the server on this data folder sends pages from memory; nothing before it ran for a minute.
fn page_cache(config: &Config) -> Option<Finding> {
    let text = fs::read(config.data_dir.join(COUNTERS_FILE)).ok()?;
    let counters: PageCounters = serde_json::from_slice(&text).ok()?;
    let asked = counters.hits + counters.misses;
    let share = (counters.hits * 100).checked_div(asked).unwrap_or(0);
    let (since, kilobytes) = (counters.since.format("%Y-%m-%d %H:%M UTC"), counters.bytes >> 10);
    Some(Finding::ok(
        Topic::PageCache,
        format!("{share} % of {asked} pages were sent from memory since {since}; it holds {kilobytes} KiB"),
    ))
}
