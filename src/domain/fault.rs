//! Internal errors, as the browser and programs may see them.

use std::time::Duration;

use leptos::server_fn::codec::JsonEncoding;
use serde::{Deserialize, Serialize};
use server_fn::error::{FromServerFnError, ServerFnErrorErr};

/// How many seconds to wait before trying again, as in the `Retry-After` header.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct RetryAfter(pub u64);

impl RetryAfter {
    /// The seconds of a wait, rounded up.
    #[must_use]
    pub fn at_least(wait: Duration) -> Self {
        Self(wait.as_secs() + u64::from(wait.subsec_nanos() > 0))
    }
}

/// Why a request was not done, without any internal detail.
///
/// What a form explains beside its fields (field errors, a wrong password …) is part of a function's `Ok` type.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum Fault {
    /// The arguments could not be read.
    #[error("bad request")]
    BadRequest,
    /// The caller may not do this.
    #[error("forbidden")]
    Forbidden,
    /// The password must be given again first.
    #[error("reauthentication required")]
    ReauthenticationRequired,
    /// There is no such thing for this caller.
    #[error("not found")]
    NotFound,
    /// A rate limit is used up.
    #[error("too many requests")]
    TooManyRequests(RetryAfter),
    /// More was sent than there is room for.
    #[error("too large")]
    TooLarge,
    /// The database or another resource is busy; trying again helps.
    #[error("unavailable")]
    Unavailable,
    /// The disk is full.
    #[error("storage full")]
    StorageFull,
    /// Everything else; the log has the details under the request id.
    #[error("internal error")]
    Internal,
}

impl Fault {
    /// The stable code programs act on, and the HTTP status: the one table of both.
    #[must_use]
    pub const fn code_and_status(self) -> (&'static str, u16) {
        match self {
            Self::BadRequest => ("bad_request", 400),
            Self::Forbidden => ("forbidden", 403),
            Self::ReauthenticationRequired => ("reauthentication_required", 403),
            Self::NotFound => ("not_found", 404),
            Self::TooManyRequests(_) => ("too_many_requests", 429),
            Self::TooLarge => ("too_large", 413),
            Self::Unavailable => ("unavailable", 503),
            Self::StorageFull => ("storage_full", 507),
            Self::Internal => ("internal", 500),
        }
    }

    /// Whether a form that was refused for this reason can be sent once more, later or shorter.
    #[must_use]
    pub const fn lets_try_again(self) -> bool {
        match self {
            Self::TooManyRequests(_) | Self::TooLarge | Self::Unavailable | Self::StorageFull => true,
            Self::BadRequest | Self::Forbidden | Self::ReauthenticationRequired | Self::NotFound | Self::Internal => {
                false
            }
        }
    }
}

impl FromServerFnError for Fault {
    type Encoder = JsonEncoding;

    fn from_server_fn_error(error: ServerFnErrorErr) -> Self {
        match error {
            ServerFnErrorErr::Args(_) | ServerFnErrorErr::MissingArg(_) | ServerFnErrorErr::Deserialization(_) => {
                Self::BadRequest
            }
            _ => Self::Internal,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_code_is_what_travels_in_json() {
        for fault in
            [Fault::BadRequest, Fault::ReauthenticationRequired, Fault::TooLarge, Fault::StorageFull, Fault::Internal]
        {
            let (code, _) = fault.code_and_status();
            assert_eq!(serde_json::to_value(fault).unwrap(), code);
        }
        let wait = Fault::TooManyRequests(RetryAfter(7));
        let (code, _) = wait.code_and_status();
        assert_eq!(serde_json::to_value(wait).unwrap()[code], 7);
    }
}
