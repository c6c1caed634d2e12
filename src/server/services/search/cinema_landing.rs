//! What the landing page of the CINEMA module shows.

use std::sync::Arc;

use crate::{
    domain::{age::latest_adult_birth, lang::Lang, reference, search::cinema::TraitList},
    server::{
        error::AppResult,
        repositories::search::{
            cinema::{self, CastingSearch},
            directory::ListAudience,
        },
        state::AppState,
    },
};

/// A type of talent and how many public profiles offer it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TypeFigure {
    /// Key of the closed list `cinema_talent_type`.
    pub key: &'static str,
    pub emoji: &'static str,
    pub label: &'static str,
    pub people: i64,
}

/// Every type of talent, in the order of its list, with as many people as a visitor's search for it finds.
pub async fn types(state: &AppState, lang: Lang) -> AppResult<Vec<TypeFigure>> {
    let born_by = latest_adult_birth(state.clock.today());
    let count = async {
        let everybody = CastingSearch::of_all_profiles(ListAudience::Anonymous, born_by);
        cinema::count_by_key(&mut state.db.read().await?, &everybody, TraitList::Type).await.map(Arc::from)
    };
    let counts: Arc<[_]> = state.caches.type_counts.get_or_load(born_by, count).await?;
    let people = |key: &str| counts.iter().find(|(counted, _)| *counted == key).map_or(0, |(_, people)| *people);
    Ok(reference::terms(TraitList::Type.vocabulary())
        .map(|term| TypeFigure {
            key: &term.key,
            emoji: &term.emoji,
            label: term.label(lang),
            people: people(&term.key),
        })
        .collect())
}
