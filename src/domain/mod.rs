//! What browser and server share. Depends on no other layer.

pub mod access;
pub mod accounts;
pub mod admin;
pub mod age;
#[cfg(feature = "ssr")]
pub mod announcement;
pub mod dates;
#[cfg(feature = "ssr")]
pub mod desk_columns;
#[cfg(feature = "ssr")]
pub mod duplicates;
#[cfg(feature = "ssr")]
pub mod examination;
pub mod fault;
pub mod field_error;
pub mod fields;
pub mod files;
#[cfg(feature = "ssr")]
pub mod group_action;
#[cfg(test)]
pub(crate) mod hostile;
mod keyed;
pub mod lang;
pub mod legal;
pub mod module;
pub mod profiles;
#[cfg(feature = "ssr")]
pub mod reference;
pub mod registration;
#[cfg(feature = "ssr")]
pub mod saved_filter;
pub mod search;
#[cfg(feature = "ssr")]
pub mod selection;
#[cfg(feature = "ssr")]
pub mod settings;
#[cfg(feature = "ssr")]
pub mod statistics;
pub mod talents;
pub mod typed;
#[cfg(feature = "ssr")]
pub mod unicode;
pub mod unique_code;
pub mod visibility;
#[cfg(feature = "ssr")]
pub mod webhook;

pub(crate) use self::keyed::keyed;
