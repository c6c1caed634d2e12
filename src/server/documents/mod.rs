//! Files made on demand.

pub mod api_guide;
pub mod csv;
pub mod cv;
pub mod markdown;
pub mod qr;
pub mod vcard;
