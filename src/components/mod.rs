//! Pieces of pages, one a file.
