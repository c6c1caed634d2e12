//! Films and series, as found by their title.

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

/// The two kinds of productions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FilmKind {
    Film,
    Series,
}

impl FilmKind {
    /// Key of the closed list `production_type`.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Film => "film",
            Self::Series => "series",
        }
    }
}
