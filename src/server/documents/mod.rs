//! Files made on demand.

pub mod csv;
pub mod cv;
pub mod markdown;
pub mod pdf;
pub mod person_card;
pub mod qr;
pub mod vcard;
pub mod word_card;
