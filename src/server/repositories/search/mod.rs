//! Search: the indexed rows of profiles and the statements over them.

pub mod cinema;
pub mod cinema_entry;
pub mod cinema_index;
pub mod cinema_statement;
pub mod cities;
pub mod directory;
pub mod facets;
pub mod index;
pub mod name_prefilter;
pub mod source;
pub mod trait_bitmask;
pub mod words;
