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

/// Opens the profile of a code as it stands in the address; `seen_as` names whose eyes to look through.
///
/// # Errors
/// When the database does not answer.
pub async fn open_profile(typed: String, seen_as: Option<String>) -> AppResult<Opened> {
    let (state, request) = (use_state()?, use_request());
    let seen_as = seen_as.as_deref().and_then(profile_view::audience_named);
    profile_view::open(&state, &request.viewer, request.lang, &typed, seen_as).await
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
