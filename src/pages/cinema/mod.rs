//! The film module's pages.

pub mod answers;
pub mod labels;
mod landing;
pub mod productions;
pub mod register;
mod sections;

pub use self::{
    landing::CinemaPage,
    register::{CinemaRegisterDonePage, CinemaRegisterPage},
};
