//! Files made on demand.

pub mod cv;
pub mod qr;
pub mod qr_answer;
pub mod vcard;
