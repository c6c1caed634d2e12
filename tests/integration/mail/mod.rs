//! Mails.

mod delivery;
mod faults;
