//! The answers both the registration and the editing of a profile ask for, show and store.

mod choices;
pub mod consents;
mod content;
pub mod known;
mod person;
mod sealed;
mod stored;
mod stored_cinema;

pub use self::{
    choices::{CategoryChoices, TalentChoice, load as load_categories},
    content::FormContent,
    person::{write_identity, write_numbers, write_origins, write_residence},
    sealed::{Sealed, SealedContact, SealedDocument},
    stored::{Stored, load_person, load_stored},
    stored_cinema::load_stored_cinema,
};
