//! Files made on demand.

pub mod api_guide;
pub mod cell;
pub mod csv;
pub mod cv;
pub mod json_resume;
pub mod markdown;
pub mod pdf;
pub mod person_card;
pub mod qr;
pub mod sealed_zip;
pub mod table;
pub mod vcard;
pub mod word_card;
pub mod xlsx;
