//! Server functions: one file an area, thin.

pub mod auth;
pub mod cinema_edit;
pub mod cinema_registration;
pub mod documents;
pub mod form_encoding;
pub mod own_data;
pub mod password_advice;
pub mod profile_edit;
pub mod profile_removal;
pub mod recovery;
pub mod registration;
pub mod security;
