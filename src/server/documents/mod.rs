//! Files made on demand.

pub mod qr;
pub mod qr_answer;
