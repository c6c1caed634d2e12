//! Pages about the site itself.

pub mod about;
pub mod api_docs;
pub mod cinema;
pub mod error;
pub mod failure;
pub mod home;
mod landing;
pub mod legal;
pub mod restoring;
pub mod too_fast;
