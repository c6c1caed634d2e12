//! What the pages about one person read.

use crate::server::{
    context::{use_request, use_state},
    error::AppResult,
    security::flash::take_flash,
    services::{
        cinema_view,
        dashboard::{self, Dashboard},
        documents::{REVEALED, Reveal},
        profile_view::{self, Opened},
    },
};

/// Opens the profile of a code as it stands in the address; `seen_as` names whose eyes to look through.
///
/// # Errors
/// When the database does not answer.
pub async fn open_profile(typed: String, seen_as: Option<String>) -> AppResult<Opened> {
    let (state, request, revealed) = (use_state()?, use_request(), just_revealed());
    let seen_as = seen_as.as_deref().and_then(profile_view::audience_named);
    profile_view::open(&state, &request.viewer, request.lang, &typed, seen_as, revealed.as_ref()).await
}

/// The same for the CINEMA profile.
///
/// # Errors
/// When the database does not answer.
pub async fn open_cinema_profile(typed: String, seen_as: Option<String>) -> AppResult<cinema_view::Opened> {
    let (state, request, revealed) = (use_state()?, use_request(), just_revealed());
    let seen_as = seen_as.as_deref().and_then(profile_view::audience_named);
    cinema_view::open(&state, &request.viewer, request.lang, &typed, seen_as, revealed.as_ref()).await
}

/// The one look at a number this session was allowed just now.
fn just_revealed() -> Option<Reveal> {
    let request = use_request();
    let viewer = request.viewer.account()?;
    take_flash::<Reveal>(REVEALED)?.for_session(viewer)
}

/// The viewer's own profiles; `None` without any, or for a visitor.
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
