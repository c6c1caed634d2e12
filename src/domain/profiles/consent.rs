//! What a person agreed to.

use chrono::NaiveDateTime;

/// A stored consent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Consent {
    /// `terms`, `privacy`, `guardian` or `cv_analysis`.
    pub kind: String,
    pub version: String,
    /// SHA-256 of the text as it was shown, in hexadecimal.
    pub text_hash: String,
    pub given_at: NaiveDateTime,
    /// How it was given to an administrator, as a key; `None` where the person gave it on the site.
    pub given_how: Option<String>,
}
