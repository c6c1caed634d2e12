//! What the pages about one person read.

use crate::server::{
    context::use_request,
    error::AppResult,
    services::{
        dashboard::{self, Dashboard},
        profile_view::{self, Opened},
    },
    state::use_state,
};

/// Opens the profile of a code as it stands in the address.
///
/// # Errors
/// When the database does not answer.
pub async fn open_profile(typed: String) -> AppResult<Opened> {
    let (state, request) = (use_state()?, use_request());
    profile_view::open(&state, &request.viewer, request.lang, &typed).await
}

/// The viewer's own profile; `None` without one, or for a visitor.
///
/// # Errors
/// When the database does not answer.
pub async fn own_dashboard() -> AppResult<Option<Dashboard>> {
    let (state, request) = (use_state()?, use_request());
    match request.viewer.account() {
        Some(account) => dashboard::load(&state, account, request.lang).await,
        None => Ok(None),
    }
}
