//! People and their profiles as a whole: read by [`load_answers`], written by [`save`], for every actor, wherever the
//! answers come from.

mod code;
mod collections;
pub mod consents;
mod files;
mod load;
mod save;

pub use self::{
    load::{Stored, exists, load_answers},
    save::{Change, SaveContext, SaveError, SavedProfile, Target, save},
};
