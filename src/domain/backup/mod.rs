//! Backups: their names, which of them are kept, why one is not taken.

mod keep;
mod name;
mod refusal;

pub use self::{
    keep::KeepRule,
    name::{backup_name, moment_of},
    refusal::Refusal,
};
