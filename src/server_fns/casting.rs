//! What the page of the casting search reads.

use super::directory::query;
use crate::{
    domain::casting::{CastingFilter, CastingPage},
    server::{
        context::{use_request, use_state},
        error::AppResult,
        services::casting,
    },
};

/// Searches with the query of the page's address.
///
/// # Errors
/// When the database does not answer.
pub async fn search() -> AppResult<(CastingFilter, CastingPage)> {
    let (state, request) = (use_state()?, use_request());
    casting::search(&state, &request.viewer, request.lang, query(&request)).await
}
