//! The stable codes of problems.

use axum::http::StatusCode;

use crate::{
    domain::{fault::Fault, keyed, lang::Lang},
    i18n::Locale,
    named_texts,
};

keyed! {
    /// What went wrong, as programs read it: the stable `code` of a problem.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
    pub enum ProblemCode {
        BadRequest = "bad_request",
        Unauthenticated = "unauthenticated",
        WrongCredentials = "wrong_credentials",
        SecondFactorRequired = "second_factor_required",
        Forbidden = "forbidden",
        CrossSite = "cross_site",
        Suspended = "suspended",
        ReauthenticationRequired = "reauthentication_required",
        NotFound = "not_found",
        MethodNotAllowed = "method_not_allowed",
        NotAcceptable = "not_acceptable",
        RequestTimeout = "request_timeout",
        Conflict = "conflict",
        IdempotencyConflict = "idempotency_conflict",
        OwnAccount = "own_account",
        LastAdministrator = "last_administrator",
        AdministratorAccount = "administrator_account",
        TooManyTokens = "too_many_tokens",
        PreconditionFailed = "precondition_failed",
        TooLarge = "too_large",
        UriTooLong = "uri_too_long",
        UnsupportedMediaType = "unsupported_media_type",
        Invalid = "invalid",
        PreconditionRequired = "precondition_required",
        TooManyRequests = "too_many_requests",
        Internal = "internal",
        Unavailable = "unavailable",
        StorageFull = "storage_full",
    }
}

impl ProblemCode {
    /// The status it is answered with.
    #[must_use]
    pub const fn status(self) -> StatusCode {
        match self {
            Self::BadRequest => StatusCode::BAD_REQUEST,
            Self::Unauthenticated | Self::WrongCredentials | Self::SecondFactorRequired => StatusCode::UNAUTHORIZED,
            Self::Forbidden | Self::CrossSite | Self::Suspended | Self::ReauthenticationRequired => {
                StatusCode::FORBIDDEN
            }
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::MethodNotAllowed => StatusCode::METHOD_NOT_ALLOWED,
            Self::NotAcceptable => StatusCode::NOT_ACCEPTABLE,
            Self::RequestTimeout => StatusCode::REQUEST_TIMEOUT,
            Self::Conflict
            | Self::IdempotencyConflict
            | Self::OwnAccount
            | Self::LastAdministrator
            | Self::AdministratorAccount
            | Self::TooManyTokens => StatusCode::CONFLICT,
            Self::PreconditionFailed => StatusCode::PRECONDITION_FAILED,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::UriTooLong => StatusCode::URI_TOO_LONG,
            Self::UnsupportedMediaType => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::Invalid => StatusCode::UNPROCESSABLE_ENTITY,
            Self::PreconditionRequired => StatusCode::PRECONDITION_REQUIRED,
            Self::TooManyRequests => StatusCode::TOO_MANY_REQUESTS,
            Self::Internal => StatusCode::INTERNAL_SERVER_ERROR,
            Self::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
            Self::StorageFull => StatusCode::INSUFFICIENT_STORAGE,
        }
    }

    /// What a status means that comes without more.
    #[must_use]
    pub const fn of_status(status: StatusCode) -> Self {
        match status.as_u16() {
            401 => Self::Unauthenticated,
            403 => Self::Forbidden,
            404 => Self::NotFound,
            405 => Self::MethodNotAllowed,
            406 => Self::NotAcceptable,
            408 => Self::RequestTimeout,
            409 => Self::Conflict,
            412 => Self::PreconditionFailed,
            413 => Self::TooLarge,
            414 => Self::UriTooLong,
            415 => Self::UnsupportedMediaType,
            422 => Self::Invalid,
            428 => Self::PreconditionRequired,
            429 => Self::TooManyRequests,
            400..=499 => Self::BadRequest,
            503 => Self::Unavailable,
            507 => Self::StorageFull,
            _ => Self::Internal,
        }
    }

    /// A sentence about it.
    #[must_use]
    pub fn text(self, lang: Lang) -> &'static str {
        named_texts::api(Locale::from(lang), &format!("error_{}", self.key())).unwrap_or(self.key())
    }
}

impl From<Fault> for ProblemCode {
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::BadRequest => Self::BadRequest,
            Fault::Forbidden => Self::Forbidden,
            Fault::ReauthenticationRequired => Self::ReauthenticationRequired,
            Fault::NotFound => Self::NotFound,
            Fault::TooManyRequests(_) => Self::TooManyRequests,
            Fault::TooLarge => Self::TooLarge,
            Fault::Unavailable => Self::Unavailable,
            Fault::StorageFull => Self::StorageFull,
            Fault::Internal => Self::Internal,
        }
    }
}
