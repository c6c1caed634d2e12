//! Files made on demand.

pub mod cv;
pub mod qr;
pub mod vcard;
