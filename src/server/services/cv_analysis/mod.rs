//! Analyses of CVs (docs/cv-analysis.md): the text is read in a process of its own, says a few things by itself, and is
//! given without names to a model if the site has one. Only people who agreed have their CV analysed.

pub mod actions;
mod advise;
mod content;
mod known;
pub mod list;
pub mod proposals;
mod question;
pub mod reader;
pub mod request;
pub mod shown;
mod subject;
#[cfg(test)]
mod tests;
mod work;

pub use self::{
    content::{AnalysisContent, content_of},
    work::work,
};
