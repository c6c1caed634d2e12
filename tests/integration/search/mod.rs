//! Searches.

mod cinema;
mod cinema_oracle;
mod cinema_paging;
mod directory;
mod directory_oracle;
mod indexing;
