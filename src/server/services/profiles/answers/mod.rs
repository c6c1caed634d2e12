//! The answers both the registration and the editing of a profile ask for and show.

mod choices;
mod content;
pub mod known;

pub use self::{
    choices::{ChoiceGroup, ListedChoice},
    content::FormContent,
};
