//! Backups: made, looked through, restored on either database, refused.

mod drill;
mod foreign;
mod killed;
mod refused;
mod scheduled;
mod target;
