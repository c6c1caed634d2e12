//! Faults of disks, databases and processes.

mod disk;
mod postgres;
pub mod process;
mod uploads;
