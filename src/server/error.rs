//! Internal errors, and what clients learn of them.

use diesel::result::Error as DieselError;
use http::StatusCode;

use crate::domain::fault::{Fault, RetryAfter};

/// Result of everything in services and repositories.
pub type AppResult<T> = Result<T, AppError>;

/// An internal error. Its text is for the log, never shown.
#[derive(Debug, thiserror::Error)]
pub enum AppError {
    /// Not found, or not visible to this viewer.
    #[error("not found")]
    NotFound,
    /// The viewer may not do this.
    #[error("forbidden")]
    Forbidden,
    /// The password must be given again first (see `services::reauthentication`).
    #[error("reauthentication required")]
    ReauthenticationRequired,
    /// A rate limit is used up.
    #[error("too many requests")]
    TooManyRequests(RetryAfter),
    /// The request itself makes no sense (values that no form of ours sends).
    #[error("bad request: {0}")]
    BadRequest(&'static str),
    /// More than there is room for; what was stored before is unchanged.
    #[error("too large")]
    TooLarge,
    /// A pool, lock or provider was too busy for too long.
    #[error("unavailable: {0}")]
    Unavailable(String),
    /// A lock was not granted in time; the transaction may succeed when it is repeated.
    #[error("busy: {0}")]
    Busy(String),
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

    /// What clients learn of this error.
    #[must_use]
    pub const fn fault(&self) -> Fault {
        match self {
            Self::NotFound => Fault::NotFound,
            Self::Forbidden => Fault::Forbidden,
            Self::ReauthenticationRequired => Fault::ReauthenticationRequired,
            Self::TooManyRequests(wait) => Fault::TooManyRequests(*wait),
            Self::BadRequest(_) => Fault::BadRequest,
            Self::TooLarge => Fault::TooLarge,
            Self::Unavailable(_) | Self::Busy(_) => Fault::Unavailable,
            Self::StorageFull => Fault::StorageFull,
            Self::Database(_) | Self::Internal(_) => Fault::Internal,
        }
    }

    /// The stable code of this error, for programs.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        self.fault().code_and_status().0
    }

    /// The HTTP status this error answers with.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        status_of(self.fault())
    }

    /// Whether the database gave this transaction up for another one's sake, so that it may succeed when repeated.
    #[must_use]
    pub fn is_worth_retrying(&self) -> bool {
        use diesel::result::DatabaseErrorKind as Kind;
        match self {
            Self::Database(DieselError::DatabaseError(Kind::SerializationFailure, _)) => true,
            Self::Database(DieselError::DatabaseError(_, info)) => info.message().contains("deadlock detected"),
            Self::Busy(_) => true,
            _ => false,
        }
    }

    /// Whether a unique constraint refused the statement.
    #[must_use]
    pub const fn is_unique_violation(&self) -> bool {
        matches!(
            self,
            Self::Database(DieselError::DatabaseError(diesel::result::DatabaseErrorKind::UniqueViolation, _))
        )
    }
}

impl From<RetryAfter> for AppError {
    fn from(wait: RetryAfter) -> Self {
        Self::TooManyRequests(wait)
    }
}

/// The HTTP status of a fault.
#[must_use]
pub fn status_of(fault: Fault) -> StatusCode {
    let (_, status) = fault.code_and_status();
    StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
}

/// A missing row is an internal error: a query that may find nothing says `.optional()`. Busy and full arrive as « unknown » from both databases (facts 2.1), so the message decides.
impl From<DieselError> for AppError {
    fn from(error: DieselError) -> Self {
        use diesel::result::DatabaseErrorKind as Kind;
        match error {
            DieselError::RollbackErrorOnCommit { commit_error, .. } => Self::from(*commit_error),
            // The connection broke while the transaction was open.
            DieselError::BrokenTransactionManager => Self::Unavailable("the transaction broke".to_owned()),
            DieselError::DatabaseError(kind, info) => {
                let message = info.message();
                if message.contains("lock timeout") {
                    Self::Busy(message.to_owned())
                } else if matches!(kind, Kind::ClosedConnection)
                    || UNAVAILABLE.iter().any(|text| message.contains(text))
                {
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
const UNAVAILABLE: [&str; 7] = [
    "database is locked",
    "database table is locked",
    "statement timeout",
    // PostgreSQL stops, crashes or restarts: its last messages and those of the driver.
    "terminating connection",
    "the database system is",
    "connection closed",
    "error communicating with the server",
];

/// Logs what happened and returns only the kind for the browser.
impl From<AppError> for Fault {
    fn from(error: AppError) -> Self {
        match &error {
            AppError::NotFound
            | AppError::Forbidden
            | AppError::ReauthenticationRequired
            | AppError::TooManyRequests(_)
            | AppError::TooLarge => {}
            AppError::BadRequest(reason) => tracing::info!(reason, "bad request"),
            AppError::Unavailable(reason) | AppError::Busy(reason) => tracing::warn!(reason, "unavailable"),
            AppError::StorageFull => tracing::error!("storage full"),
            AppError::Database(_) | AppError::Internal(_) => tracing::error!(%error, "internal error"),
        }
        error.fault()
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

    #[test]
    fn a_lock_timeout_is_worth_retrying_and_a_missing_row_is_internal() {
        let message = "canceling statement due to lock timeout".to_owned();
        let busy = AppError::from(DieselError::DatabaseError(Kind::Unknown, Box::new(message)));
        assert!(busy.is_worth_retrying());
        assert_eq!(busy.code(), "unavailable");
        assert_eq!(busy.status(), StatusCode::SERVICE_UNAVAILABLE);
        assert_eq!(AppError::from(DieselError::NotFound).code(), "internal");
    }
}
