//! What browser and server both know. Knows nobody else.

pub mod account_security;
pub mod age;
#[cfg(feature = "ssr")]
pub mod casting;
pub mod cinema;
pub mod cinema_profile;
pub mod completeness;
pub mod device;
pub mod directory;
pub mod fault;
pub mod field_error;
pub mod first_administrator;
pub mod lang;
pub mod legal;
pub mod listing;
pub mod module;
pub mod photo;
pub mod profile;
pub mod profile_removal;
#[cfg(feature = "ssr")]
pub mod reference;
pub mod registration;
pub mod search_text;
pub mod sign_in;
pub mod unique_code;
pub mod visibility;
