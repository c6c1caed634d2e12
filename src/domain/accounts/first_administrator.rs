//! What the page behind the one-time link answers.

use serde::{Deserialize, Serialize};

use crate::domain::field_error::FieldErrors;

/// How an attempt to become the first administrator ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FirstAdministratorAnswer {
    /// Made and signed in.
    Welcome,
    /// The link was used, has expired, or there is an administrator already.
    LinkDead,
    /// Fields to correct.
    Refused(FieldErrors),
}
