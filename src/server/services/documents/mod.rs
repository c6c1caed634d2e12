//! Documents about people: the card of one person, and cards, contact sheets and badges of several.
//!
//! They show what the profile pages show their reader, by the same services: the table of `domain::visibility` decides.
//! Answers that only the owner and administrators see are on none of them: documents are handed on.

mod content;
mod one_person;
mod pictures;
mod sections;
mod selection;

pub use self::{
    one_person::{CardFormat, CardOf, CardWish, card_of},
    selection::{PeopleFile, begin, people_for},
};
