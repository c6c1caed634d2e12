//! Files made on demand.

pub mod cell;
pub mod csv;
pub mod cv;
pub mod markdown;
pub mod pdf;
pub mod person_card;
pub mod qr;
pub mod table;
pub mod vcard;
pub mod word_card;
pub mod xlsx;
