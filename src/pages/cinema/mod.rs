//! The film module's pages.

pub mod answers;
mod edit;
pub mod labels;
mod landing;
pub mod productions;
pub mod profile;
pub mod register;
mod sections;
pub mod talents;

pub use self::{
    edit::CinemaEditPage,
    landing::CinemaPage,
    register::{CinemaRegisterDonePage, CinemaRegisterPage},
};
