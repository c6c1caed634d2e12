//! What the landing page of the CINEMA module shows.

use super::{
    faces::{self, Faces},
    index,
    lists::everyone,
};
use crate::{
    domain::{
        lang::Lang,
        reference,
        search::{attribute::Attribute, filter::FilterId, list::SearchList, page::FacetCounts},
        visibility::Audience,
    },
    server::{error::AppResult, search_index::Search, state::AppState},
};

/// As a visitor without account sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CinemaSummary {
    /// Every type of talent, in the order of its list.
    pub types: Vec<TypeFigure>,
    pub faces: Faces,
}

/// A type of talent and how many public profiles offer it: as many as a visitor's search for it finds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TypeFigure {
    /// Key of the closed list `cinema_talent_type`.
    pub key: &'static str,
    pub emoji: &'static str,
    pub label: &'static str,
    pub people: u64,
}

/// The types of talent and the latest public profiles of the module.
pub async fn summary(state: &AppState, lang: Lang) -> AppResult<CinemaSummary> {
    let list = SearchList::Casting;
    let mut conn = state.db.read().await?;
    let today = state.clock.today();
    let counted = Search { counted: true, ..everyone(list, Audience::Anonymous) };
    let with_photo = faces::with_photo(list);
    let (counts, ids) = index::read(state, &mut conn, |index| {
        (index.search(&counted, today).counts, index.search(&with_photo, today).ids)
    })
    .await?;
    let faces = faces::load(state, &mut conn, list, lang, ids).await?;
    Ok(CinemaSummary { types: types(lang, &counts), faces })
}

fn types(lang: Lang, counts: &FacetCounts) -> Vec<TypeFigure> {
    reference::terms(Attribute::CinemaType.key())
        .map(|term| TypeFigure {
            key: &term.key,
            emoji: &term.emoji,
            label: term.label(lang),
            people: counts.get(FilterId::Type, &term.key).unwrap_or(0),
        })
        .collect()
}
