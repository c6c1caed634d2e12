//! The film module's pages.

pub mod document;
mod edit;
mod landing;
mod layout;
pub mod playing_ages;
pub mod productions;
pub mod profile;
pub mod register;
pub mod talents;

pub use self::{
    edit::CinemaEditPage,
    landing::CinemaPage,
    register::{CinemaRegisterDonePage, CinemaRegisterPage},
};
