//! Keeping an installation running: keys, jobs, reference data, health.

pub mod doctor;
pub mod freshness;
pub mod housekeeping;
pub mod jobs;
pub mod key_check;
pub mod keys;
pub mod metrics;
pub mod page_cache;
pub mod reference;
pub mod webhooks;
