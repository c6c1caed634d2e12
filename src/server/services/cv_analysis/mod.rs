//! Analyses of CVs (docs/cv-analysis.md): the text is read in a process of its own.

pub mod reader;
