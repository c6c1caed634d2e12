//! What the pages of the directory read.

use crate::{
    domain::directory::{DirectoryFilter, DirectoryPage, FilterName},
    server::{
        context::use_request,
        error::AppResult,
        repositories::talents::{self, Talent, TalentCategory},
        services::directory,
        state::use_state,
    },
};

/// A page of the directory with what its form offers.
#[derive(Debug, Clone)]
pub struct Directory {
    pub filter: DirectoryFilter,
    pub page: DirectoryPage,
    pub categories: Vec<TalentCategory>,
    pub talents: Vec<Talent>,
}

/// Searches with the query of the page's address.
///
/// # Errors
/// When the database does not answer.
pub async fn search() -> AppResult<Directory> {
    let (state, request) = (use_state()?, use_request());
    let query = request.path_and_query.split_once('?').map_or("", |(_, query)| query);
    let (filter, page) = directory::search(&state, &request.viewer, request.lang, query).await?;
    let mut conn = state.db.read().await?;
    let categories = talents::categories(&mut conn).await?;
    let talents = talents::all(&mut conn).await?;
    Ok(Directory { filter, page, categories, talents })
}

/// The people with one talent; `None` when there is no such talent. Only the cursor of the address counts.
///
/// # Errors
/// When the database does not answer.
pub async fn people_with(key: String) -> AppResult<Option<(Talent, DirectoryPage)>> {
    let (state, request) = (use_state()?, use_request());
    let query = request.path_and_query.split_once('?').map_or("", |(_, query)| query);
    let (from_address, _) = DirectoryFilter::from_query(query);
    let talent =
        talents::find_by_keys(&mut state.db.read().await?, std::slice::from_ref(&key)).await?.into_iter().next();
    let Some(talent) = talent else { return Ok(None) };
    let filter = DirectoryFilter { talents: vec![key], cursor: from_address.cursor, ..DirectoryFilter::default() };
    let (_, page) = directory::search(&state, &request.viewer, request.lang, &filter.to_query()).await?;
    // A key too strange for an address of the directory finds everybody: that is not this page.
    Ok((!page.ignored.contains(&FilterName::Talent)).then_some((talent, page)))
}
