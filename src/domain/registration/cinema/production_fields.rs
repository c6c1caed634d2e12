//! The names of a production's fields in the form. Each is sent once for every production, in the same order.

pub const TITLE: &str = "production_title";
pub const YEAR: &str = "production_year";
/// Key of the closed list `production_type`.
pub const KIND: &str = "production_type";
pub const ROLE: &str = "production_role";
/// Number of the film at TMDb, when it was found there.
pub const TMDB_ID: &str = "production_tmdb_id";
/// The poster's name: TMDb's own (`abc.jpg`) until it is saved, then that of the stored file.
pub const POSTER: &str = "production_poster";

/// Every one of them.
pub const ALL: [&str; 6] = [TITLE, YEAR, KIND, ROLE, TMDB_ID, POSTER];

/// The most productions of a profile.
pub const MOST: usize = 50;

/// The button that asks for room for another production.
pub const ADD: &str = "add_production";
/// The beginning of the button's value that removes the production whose number follows.
pub const REMOVE: &str = "remove_production:";
