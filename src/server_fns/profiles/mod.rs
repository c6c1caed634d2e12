//! What the pages of one's own profile post.

pub mod cinema;
pub mod documents;
pub mod edit;
pub mod import;
pub mod own_data;
pub mod removal;
