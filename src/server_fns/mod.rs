//! What the browser may ask of the server: one file an area, thin.

pub mod auth;
#[cfg(feature = "ssr")]
pub mod casting;
#[cfg(feature = "ssr")]
pub mod cinema;
pub mod cinema_edit;
pub mod cinema_registration;
#[cfg(feature = "ssr")]
pub mod directory;
pub mod documents;
pub mod form_encoding;
#[cfg(feature = "ssr")]
pub mod home;
pub mod own_data;
pub mod password_advice;
#[cfg(feature = "ssr")]
pub mod profile;
pub mod profile_edit;
pub mod profile_removal;
pub mod recovery;
pub mod registration;
pub mod security;
#[cfg(feature = "ssr")]
pub mod uploads;
