//! One file a use-case family; transactions live here.

pub mod administrators;
pub mod answers;
pub mod cards;
pub mod dashboard;
pub mod demo;
pub mod directory;
pub mod doctor;
pub mod drafts;
pub mod first_administrator;
pub mod housekeeping;
pub mod keys;
pub mod people_admin;
pub mod profile_edit;
pub mod profile_view;
pub mod reference;
pub mod registration;
pub mod sessions;
pub mod sign_in;
pub mod uploads;
