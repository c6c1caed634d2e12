//! Backups: made, looked through, restored on either database, refused.

mod drill;
mod killed;
mod refused;
mod scheduled;
mod target;
