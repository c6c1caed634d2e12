//! Backups: made, looked through, restored on either database, refused.

mod drill;
mod foreign;
mod from_the_page;
mod kept;
mod killed;
mod refused;
mod scheduled;
mod target;
