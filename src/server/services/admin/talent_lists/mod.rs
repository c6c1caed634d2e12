//! The lists of talents and categories: adding, renaming, ordering, switching off, merging, deleting.
//!
//! Labels are not stored with people, so a changed list is recorded as a change of no person: every server reads labels
//! and choices again. Only merging changes people, and is recorded as a change of all that it may have met.

mod change;
mod entry;
mod read;

pub use self::{
    change::{Acted, EntryAction, act, merge},
    entry::{EntrySaved, SentEntry, save},
    read::{ListedCategory, ListedTalent, fingerprint, lists},
};
