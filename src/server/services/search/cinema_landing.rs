//! What the landing page of the CINEMA module shows.

use super::{index, lists::everyone};
use crate::{
    domain::{
        lang::Lang,
        reference,
        search::{attribute::Attribute, filter::FilterId, list::SearchList},
        visibility::Audience,
    },
    server::{error::AppResult, search_index::Search, state::AppState},
};

/// A type of talent and how many public profiles offer it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TypeFigure {
    /// Key of the closed list `cinema_talent_type`.
    pub key: &'static str,
    pub emoji: &'static str,
    pub label: &'static str,
    pub people: u64,
}

/// Every type of talent, in the order of its list, with as many people as a visitor's search for it finds.
pub async fn types(state: &AppState, lang: Lang) -> AppResult<Vec<TypeFigure>> {
    let everyone = Search { counted: true, ..everyone(SearchList::Casting, Audience::Anonymous) };
    let counts = index::search(state, &mut state.db.read().await?, &everyone).await?.counts;
    Ok(reference::terms(Attribute::CinemaType.key())
        .map(|term| TypeFigure {
            key: &term.key,
            emoji: &term.emoji,
            label: term.label(lang),
            people: counts.get(FilterId::Type, &term.key).unwrap_or(0),
        })
        .collect())
}
