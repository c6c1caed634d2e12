//! Which versions of the legal texts are in force. Change the date whenever the meaning of a text changes:
//! consents record it.

/// Version of the terms of use (`/legal/terms`).
pub const TERMS_VERSION: &str = "2026-11-22";
/// Version of the privacy page (`/legal/privacy`).
pub const PRIVACY_VERSION: &str = "2026-11-30";
