//! Profiles: seen, changed, removed, exported.

mod cinema;
mod cinema_edit;
mod cinema_edit_files;
mod cv_analysis;
mod dashboard;
mod documents;
mod edit;
mod layout;
mod minors;
mod names;
mod own_data;
mod own_data_cinema;
mod own_data_fields;
mod removal;
mod rows;
mod save;
mod view;
