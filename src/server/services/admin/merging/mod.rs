//! Two people who are one: comparing them, making one of them, making two of it again.

mod apart;
mod choices;
mod compare;
mod copies;
mod files;
mod history;
mod merge;
mod restore;
mod sides;
mod undo;

pub use self::{
    choices::{MergeEffects, MergeQuery, MergedField},
    compare::{ComparedPeople, ComparedSide, MergePage, compare},
    history::{PastMerge, of_person, purge, subjects_of_merges},
    merge::{MergeOutcome, MergeRefusal, merge},
    sides::MergedPerson,
    undo::{UNDONE_WITHIN, UndoOutcome, undo},
};
