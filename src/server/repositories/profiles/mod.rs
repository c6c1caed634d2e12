//! People and their profiles.

pub mod cinema;
pub mod compared;
pub mod consents;
pub mod cv_analyses;
pub mod cv_analysis_calls;
pub mod identity_documents;
pub mod languages;
pub mod main_profile;
pub mod main_talents;
pub mod main_views;
pub mod many_answers;
pub mod module_profile;
pub mod people;
pub mod person_names;
pub mod person_row;
pub mod removal;
pub mod social_links;
pub mod talents;
pub mod unique_codes;
