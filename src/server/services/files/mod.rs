//! Uploaded files below the use cases that take, show and remove them.

pub mod contents;
