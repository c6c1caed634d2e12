//! Files made on demand.

pub mod csv;
pub mod cv;
pub mod json_resume;
pub mod markdown;
pub mod qr;
pub mod vcard;
