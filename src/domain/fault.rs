//! What went wrong on our side, as the browser may know it.

use leptos::server_fn::codec::JsonEncoding;
use serde::{Deserialize, Serialize};
use server_fn::error::{FromServerFnError, ServerFnErrorErr};

/// A fault of a server function: never the person's doing, never an internal message.
///
/// What a person can cause (field errors, a wrong password …) is part of a function's `Ok` type.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum Fault {
    /// The arguments could not be read.
    #[error("bad request")]
    BadRequest,
    /// The caller may not do this.
    #[error("forbidden")]
    Forbidden,
    /// There is no such thing for this caller.
    #[error("not found")]
    NotFound,
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
