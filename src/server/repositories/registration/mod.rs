//! Forms that are being filled in.

pub mod drafts;
