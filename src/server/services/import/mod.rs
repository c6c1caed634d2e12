//! Moving people in: from the replaced application (`flask`), or from a spreadsheet (`csv`).
//!
//! Every row goes the same way, whatever its source: its cells become what a person could have typed (`convert`), the
//! catalogue of fields checks that (`judge`), and one transaction stores the person by the one writer and notes the row
//! (`store`). A noted row is never taken again, so that an import can be killed and run again; files follow afterwards,
//! one by one (`files`). What becomes of each cell is counted (`report`).

pub mod confirm;
mod convert;
pub mod csv;
pub mod desk;
mod files;
pub mod flask;
mod joining;
mod judge;
mod lookups;
pub mod report;
mod row;
mod run;
mod store;

pub use self::{
    report::{CellReport, Report, RowReport},
    row::SourceRow,
};
