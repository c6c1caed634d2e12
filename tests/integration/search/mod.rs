//! Searches.

mod changes;
mod cinema;
mod compare;
mod crash;
mod directory;
mod freshness;
mod landing;
mod one_connection;
mod oracle;
mod paging;
mod saved;
mod source;
mod spelling;
