//! What can go wrong on our side, and what the outside learns of it.

use diesel::result::Error as DieselError;
use http::StatusCode;

use crate::domain::fault::Fault;

/// Result of everything in services and repositories.
pub type AppResult<T> = Result<T, AppError>;

/// An error of ours. Its text is for the log, never for a person.
#[derive(Debug, thiserror::Error)]
pub enum AppError {
    /// There is no such thing, or not for this viewer.
    #[error("not found")]
    NotFound,
    /// The viewer may not do this.
    #[error("forbidden")]
    Forbidden,
    /// The request itself makes no sense (a form nobody could have filled in that way).
    #[error("bad request: {0}")]
    BadRequest(&'static str),
    /// A pool, lock or provider was too busy for too long.
    #[error("unavailable: {0}")]
    Unavailable(String),
    /// The disk holding the database or the files is full.
    #[error("storage full")]
    StorageFull,
    /// A statement failed.
    #[error("database: {0}")]
    Database(DieselError),
    /// Anything else.
    #[error("internal: {0}")]
    Internal(String),
}

impl AppError {
    /// An internal error with a text for the log.
    pub fn internal(message: impl std::fmt::Display) -> Self {
        Self::Internal(message.to_string())
    }

    /// The HTTP status this error answers with.
    #[must_use]
    pub const fn status(&self) -> StatusCode {
        match self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::Forbidden => StatusCode::FORBIDDEN,
            Self::BadRequest(_) => StatusCode::BAD_REQUEST,
            Self::Unavailable(_) => StatusCode::SERVICE_UNAVAILABLE,
            Self::StorageFull => StatusCode::INSUFFICIENT_STORAGE,
            Self::Database(_) | Self::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// Whether the database gave this transaction up for another one's sake, so that it may succeed when repeated.
    #[must_use]
    pub fn is_worth_retrying(&self) -> bool {
        use diesel::result::DatabaseErrorKind as Kind;
        match self {
            Self::Database(DieselError::DatabaseError(Kind::SerializationFailure, _)) => true,
            Self::Database(DieselError::DatabaseError(_, info)) => info.message().contains("deadlock detected"),
            Self::Unavailable(reason) => reason.contains("lock timeout"),
            _ => false,
        }
    }

    /// Whether a unique constraint decided against us.
    #[must_use]
    pub const fn is_unique_violation(&self) -> bool {
        matches!(
            self,
            Self::Database(DieselError::DatabaseError(diesel::result::DatabaseErrorKind::UniqueViolation, _))
        )
    }
}

/// Busy and full arrive as « unknown » from both databases (facts 2.1), so the message decides.
impl From<DieselError> for AppError {
    fn from(error: DieselError) -> Self {
        use diesel::result::DatabaseErrorKind as Kind;
        match error {
            DieselError::NotFound => Self::NotFound,
            DieselError::RollbackErrorOnCommit { commit_error, .. } => Self::from(*commit_error),
            // The connection broke while the transaction was open.
            DieselError::BrokenTransactionManager => Self::Unavailable("the transaction broke".to_owned()),
            DieselError::DatabaseError(kind, info) => {
                let message = info.message();
                if matches!(kind, Kind::ClosedConnection) || UNAVAILABLE.iter().any(|text| message.contains(text)) {
                    Self::Unavailable(message.to_owned())
                } else if message.contains("disk is full") || message.contains("No space left") {
                    Self::StorageFull
                } else if message.contains("invalid byte sequence for encoding") {
                    Self::BadRequest("PostgreSQL keeps no zero characters")
                } else {
                    Self::Database(DieselError::DatabaseError(kind, info))
                }
            }
            other => Self::Database(other),
        }
    }
}

/// In the messages of a database that is busy or away; trying again helps.
const UNAVAILABLE: [&str; 8] = [
    "database is locked",
    "database table is locked",
    "lock timeout",
    "statement timeout",
    // PostgreSQL stops, crashes or comes back: what its last words and those of the driver are.
    "terminating connection",
    "the database system is",
    "connection closed",
    "error communicating with the server",
];

/// Logs what happened and keeps only the kind for the browser.
impl From<AppError> for Fault {
    fn from(error: AppError) -> Self {
        match error {
            AppError::NotFound => Self::NotFound,
            AppError::Forbidden => Self::Forbidden,
            AppError::BadRequest(reason) => {
                tracing::info!(reason, "bad request");
                Self::BadRequest
            }
            AppError::Unavailable(reason) => {
                tracing::warn!(reason, "unavailable");
                Self::Unavailable
            }
            AppError::StorageFull => {
                tracing::error!("storage full");
                Self::StorageFull
            }
            AppError::Database(_) | AppError::Internal(_) => {
                tracing::error!(%error, "internal error");
                Self::Internal
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use diesel::result::DatabaseErrorKind as Kind;

    use super::*;

    fn from_database(kind: Kind, message: &str) -> StatusCode {
        AppError::from(DieselError::DatabaseError(kind, Box::new(message.to_owned()))).status()
    }

    #[test]
    fn a_database_that_is_away_is_unavailable_not_broken() {
        for message in [
            "terminating connection due to administrator command",
            "terminating connection because of crash of another server process",
            "the database system is in recovery mode",
            "canceling statement due to statement timeout",
            "database is locked",
        ] {
            assert_eq!(from_database(Kind::Unknown, message), StatusCode::SERVICE_UNAVAILABLE, "{message}");
        }
        for message in ["connection closed", "error communicating with the server: Connection reset by peer"] {
            assert_eq!(from_database(Kind::UnableToSendCommand, message), StatusCode::SERVICE_UNAVAILABLE, "{message}");
        }
        let lost = || DieselError::DatabaseError(Kind::UnableToSendCommand, Box::new("connection closed".to_owned()));
        let commit = DieselError::RollbackErrorOnCommit {
            rollback_error: Box::new(DieselError::BrokenTransactionManager),
            commit_error: Box::new(lost()),
        };
        assert_eq!(AppError::from(commit).status(), StatusCode::SERVICE_UNAVAILABLE);
    }

    #[test]
    fn a_full_disk_and_our_own_mistakes_are_told_apart() {
        for message in ["database or disk is full", "could not extend file \"base/1\": No space left on device"] {
            assert_eq!(from_database(Kind::Unknown, message), StatusCode::INSUFFICIENT_STORAGE, "{message}");
        }
        let mistake = from_database(Kind::UnableToSendCommand, "error serializing parameter 0");
        assert_eq!(mistake, StatusCode::INTERNAL_SERVER_ERROR);
    }
}
