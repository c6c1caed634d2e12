//! One file a use-case family; transactions live here.

pub mod accounts;
pub mod admin;
pub mod cv_analysis;
pub mod demo;
pub mod documents;
pub mod files;
pub mod import;
pub mod mail;
pub mod operations;
pub mod profiles;
pub mod registration;
pub mod search;
