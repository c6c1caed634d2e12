//! The newest people whose photo everyone may see, for the landing pages.

use super::{cards, lists::everyone};
use crate::{
    domain::{
        files::photo::Photo,
        lang::Lang,
        search::{attribute::Flag, filter::FilterId, list::SearchList, page::TalentCard},
        visibility::Audience,
    },
    server::{
        db::Conn,
        error::{AppError, AppResult},
        search_index::{Condition, Search},
        state::AppState,
    },
};

/// How many people a landing page presents.
const LATEST: usize = 6;
/// How many portraits stand at the top of a landing page.
const PORTRAITS: usize = 12;

/// People with a public photo, as a visitor without account sees them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Faces {
    /// The newest first; each has a photo.
    pub latest: Vec<TalentCard>,
    /// Decoration. They are of other people than [`Faces::latest`] where there are enough.
    pub portraits: Vec<Photo>,
}

/// The search for people of a list whose photo a visitor may see, the newest first.
pub(super) fn with_photo(list: SearchList) -> Search {
    let photo = (FilterId::HasPhoto, Condition::Flag(Flag::Photo));
    Search { conditions: vec![photo], ..everyone(list, Audience::Anonymous) }
}

/// Loads what is shown of the people that a search [`with_photo`] found.
pub(super) async fn load(
    state: &AppState,
    conn: &mut Conn,
    list: SearchList,
    lang: Lang,
    mut ids: Vec<i64>,
) -> AppResult<Faces> {
    let module = list.module().ok_or_else(|| AppError::internal("landing pages show people of a module"))?;
    ids.truncate(LATEST + PORTRAITS);
    let mut latest = cards::load(state, conn, module, Audience::Anonymous, lang, &ids).await?;
    // It may have been hidden since it was found.
    latest.retain(|card| card.photo.is_some());
    let portraits = latest.iter().rev().filter_map(|card| card.photo.clone()).take(PORTRAITS).collect();
    latest.truncate(LATEST);
    Ok(Faces { latest, portraits })
}
