//! Analyses of CVs on the desk: the list, and the analysis of one person.

mod list;
mod person;

pub use self::{list::DeskCvAnalysesPage, person::DeskCvAnalysisPage};
