//! Films and series, as found by their title.

use crate::domain::keyed;

/// A production that TMDb knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Film {
    /// Unique among those of its kind.
    pub tmdb_id: i64,
    pub kind: FilmKind,
    pub title: String,
    pub year: Option<i64>,
    /// TMDb's name of its poster.
    pub poster: Option<String>,
}

keyed! {
    /// The two kinds of productions, with their keys in the closed list `production_type`.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub enum FilmKind {
        Film = "film",
        Series = "series",
    }
}
