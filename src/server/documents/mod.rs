//! Files made on demand.

pub mod csv;
pub mod cv;
pub mod qr;
pub mod vcard;
