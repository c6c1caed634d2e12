//! One page a file, by area.

pub mod accounts;
pub mod admin;
pub mod profiles;
pub mod registration;
pub mod search;
pub mod sections;
pub mod site;
