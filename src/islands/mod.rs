//! The interactive parts of pages: compiled for the server and for the browser.

pub mod choice_picker;
pub mod city_picker;
#[cfg(feature = "hydrate")]
mod dom;
pub mod file_picker;
pub mod film_search;
pub mod live_search;
pub mod password_advice;
pub mod send_once;
