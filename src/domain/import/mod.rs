//! People who come from elsewhere: from the replaced application, or from a spreadsheet. What their cells mean, and what
//! can become of a cell.

pub mod columns;
pub mod fate;
pub mod labels;
pub mod rates;
pub mod sheet;

pub use self::{
    columns::{CINEMA, Column, Meaning, USERS},
    fate::{Fate, ImportSource, ImportState, RowOutcome},
};
