//! What the pages of the directory read.

use std::sync::Arc;

use crate::{
    domain::{
        directory::{DirectoryFilter, DirectoryPage, FilterChoices},
        talents::Talent,
    },
    server::{
        context::{RequestContext, use_request, use_state},
        error::AppResult,
        services::directory,
    },
};

/// A page of the directory with what its form offers.
#[derive(Debug, Clone)]
pub struct Directory {
    pub filter: DirectoryFilter,
    pub page: DirectoryPage,
    pub choices: Arc<FilterChoices>,
}

/// Searches with the query of the page's address.
///
/// # Errors
/// When the database does not answer.
pub async fn search() -> AppResult<Directory> {
    let (state, request) = (use_state()?, use_request());
    let (filter, page) = directory::search(&state, &request.viewer, request.lang, query(&request)).await?;
    Ok(Directory { filter, page, choices: directory::choices(&state).await? })
}

/// The people with one talent; `None` when there is no such talent. Only the cursor of the address counts.
///
/// # Errors
/// When the database does not answer.
pub async fn people_with(key: String) -> AppResult<Option<(Talent, DirectoryPage)>> {
    let (state, request) = (use_state()?, use_request());
    directory::people_with(&state, &request.viewer, request.lang, key, query(&request)).await
}

/// The query of the page's address, without its question mark.
pub(super) fn query(request: &RequestContext) -> &str {
    request.path_and_query.split_once('?').map_or("", |(_, query)| query)
}
