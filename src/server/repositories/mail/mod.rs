//! Mails on their way.

pub mod outbox;
