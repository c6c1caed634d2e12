//! What the pages about accounts post.

pub mod news;
pub mod recovery;
pub mod security;
pub mod sign_in;
pub mod tokens;
pub mod two_factor;
