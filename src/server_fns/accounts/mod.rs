//! What the pages about accounts post.

pub mod recovery;
pub mod security;
pub mod sign_in;
