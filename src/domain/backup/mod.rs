//! Backups: their names, which of them are kept, why one is not taken.

mod desk;
mod keep;
mod name;
mod refusal;
mod work;

pub use self::{
    desk::{BACKUP_FLASH, BackupAnswer, BackupFlash, PassphraseSource, fields},
    keep::{KeepRule, Kept},
    name::{backup_name, moment_of},
    refusal::Refusal,
    work::{BackupReport, BackupStage, BackupWorkKind, BackupWorkState},
};
