//! People and their profiles as a whole: read by [`load_answers`], written by [`save`], for every actor, wherever the
//! answers come from.

pub mod answers;
pub(super) mod code;
mod collections;
pub mod completeness;
pub mod consents;
pub mod contact_card;
pub mod dashboard;
pub mod documents;
pub mod edit;
mod files;
pub mod link_previews;
mod load;
pub mod own_data;
pub mod person_ref;
pub mod presentation;
pub mod removal;
mod save;
pub mod seen_person;
pub mod shown_answers;
pub mod view;

pub use self::{
    load::{StoredAnswers, exists, load_answers},
    save::{Change, SaveContext, SaveError, SavedProfile, Target, save},
};
