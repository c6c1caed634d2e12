//! Reference data, keys, jobs.

mod damaged_jobs;
mod key_rotation;
mod reference_data;
mod webhooks;
