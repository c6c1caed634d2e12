//! What keeps an installation running.

pub mod backup;
pub mod backup_works;
pub mod diagnostics;
pub mod encrypted_columns;
pub mod installation;
pub mod jobs;
pub mod key_checks;
pub mod reference;
pub mod webhook_deliveries;
pub mod webhooks;
