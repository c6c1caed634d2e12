//! What the landing page of the CINEMA module shows.

use super::{
    faces::{self, Faces},
    index,
};
use crate::{
    domain::{
        lang::Lang,
        reference,
        search::{attribute::Attribute, list::SearchList},
        visibility::Audience,
    },
    server::{error::AppResult, search_index::ChoiceFigures, state::AppState},
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
    let with_photo = faces::with_photo(list);
    let (figures, ids) = index::read(state, &mut conn, |index| {
        let figures = index.choices(list, Audience::Anonymous, Attribute::CinemaType, &[]);
        (figures, index.search(&with_photo, today).ids)
    })
    .await?;
    let faces = faces::load(state, &mut conn, list, lang, ids).await?;
    Ok(CinemaSummary { types: types(lang, &figures), faces })
}

fn types(lang: Lang, figures: &ChoiceFigures) -> Vec<TypeFigure> {
    reference::terms(Attribute::CinemaType.key())
        .map(|term| TypeFigure {
            key: &term.key,
            emoji: &term.emoji,
            label: term.label(lang),
            people: figures.keys.get(&term.key).copied().unwrap_or(0),
        })
        .collect()
}
