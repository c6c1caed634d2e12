//! Backups: made, looked through, restored on either database, refused.

mod drill;
mod foreign;
mod kept;
mod killed;
mod refused;
mod scheduled;
mod target;
