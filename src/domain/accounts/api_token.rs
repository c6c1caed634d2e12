//! Personal access tokens as their owner and administrators see them.

use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

use crate::domain::{access::Scopes, field_error::FieldErrors};

/// A token without its secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TokenLine {
    pub id: i64,
    pub name: String,
    pub scopes: Scopes,
    /// UTC, as the next ones.
    pub created_at: NaiveDateTime,
    pub expires_at: NaiveDateTime,
    pub last_used_at: Option<NaiveDateTime>,
    pub state: TokenState,
}

/// Whether a token works.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenState {
    Working,
    Expired,
    Revoked,
}

/// How making or revoking a token ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TokenAnswer {
    /// The token itself, which is shown this once.
    Made {
        secret: String,
    },
    Revoked,
    /// What was typed, and what is wrong with it.
    Refused {
        name: String,
        errors: FieldErrors,
    },
    /// The account has as many as it may have.
    TooMany,
}
