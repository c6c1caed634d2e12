//! What lives as long as the server.

use std::sync::Arc;

use chrono::NaiveDate;
use leptos::{config::LeptosOptions, prelude::use_context};

use crate::components::frame::KeptFrames;

use super::{
    clock::Clock,
    config::Config,
    db::Db,
    error::{AppError, AppResult},
    images::Workshop,
    integrations::tmdb::Tmdb,
    kept::Kept,
    security::Security,
    services::{
        cards::DrawnCards, directory::Choices, film_search::FoundFilms, gazetteer::Gazetteer, home::KeptFigures,
    },
    storage::Storage,
};

/// Shared by every request; cheap to clone.
#[derive(Clone)]
pub struct AppState {
    pub config: Arc<Config>,
    pub db: Db,
    pub clock: Clock,
    /// Keys, password hasher, rate limits.
    pub security: Arc<Security>,
    /// Uploaded files.
    pub storage: Storage,
    /// Where they are looked into.
    pub workshop: Workshop,
    pub cards: DrawnCards,
    /// Where films are found; `None` without a key.
    pub tmdb: Option<Tmdb>,
    pub found_films: FoundFilms,
    pub leptos_options: LeptosOptions,
    /// Where cities lie.
    pub gazetteer: Arc<Gazetteer>,
    /// What the landing page counted last.
    pub kept_figures: Arc<KeptFigures>,
    /// What stands around every page.
    pub kept_frames: Arc<KeptFrames>,
    /// How many people offer each type of talent, by the day adults were born by.
    pub kept_type_counts: Arc<Kept<NaiveDate, Vec<(&'static str, i64)>>>,
    /// How many people searches found, by audience and filters.
    pub kept_totals: Arc<Kept<String, i64>>,
    /// What the form of the directory offers.
    pub kept_choices: Arc<Kept<(), Arc<Choices>>>,
}

impl axum::extract::FromRef<AppState> for LeptosOptions {
    fn from_ref(state: &AppState) -> Self {
        state.leptos_options.clone()
    }
}

/// The state, in pages and server functions.
///
/// # Errors
/// Outside a request there is none.
pub fn use_state() -> AppResult<AppState> {
    use_context::<AppState>().ok_or_else(|| AppError::internal("no application state in this context"))
}
