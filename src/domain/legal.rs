//! Which versions of the legal texts are in force. Change the date whenever the meaning of a text changes:
//! consents record it.

use super::keyed;

/// Version of the terms of use (`/legal/terms`).
pub const TERMS_VERSION: &str = "2026-11-22";
/// Version of the privacy page (`/legal/privacy`).
pub const PRIVACY_VERSION: &str = "2026-11-30";

keyed! {
    /// A text that visitors accept, to which the operator of the site may add something.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub enum LegalText {
        Privacy = "privacy",
        Terms = "terms",
    }
}
