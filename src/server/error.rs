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
        match &error {
            DieselError::NotFound => Self::NotFound,
            DieselError::DatabaseError(kind, info) => {
                let message = info.message();
                if message.contains("database is locked")
                    || message.contains("database table is locked")
                    || message.contains("lock timeout")
                    || message.contains("statement timeout")
                    || matches!(kind, Kind::ClosedConnection)
                {
                    Self::Unavailable(message.to_owned())
                } else if message.contains("disk is full") || message.contains("No space left") {
                    Self::StorageFull
                } else {
                    Self::Database(error)
                }
            }
            _ => Self::Database(error),
        }
    }
}

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
