//! Removing one profile and keeping the other.

use serde::{Deserialize, Serialize};

/// How removing a profile ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RemovalAnswer {
    Removed,
    /// There is no such profile.
    NoProfile,
    /// It is the only one: the account would be left without a profile.
    LastProfile,
}
